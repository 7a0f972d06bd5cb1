today =
    <b>🛠️ Innerhalb eines Tages</b> · { $role ->
        [owner] Inhaber
        [support] Support
       *[read-only] nur ansehen
    }

    👥 Alle { $all }, neu { $come }, waren da { $acted }
    ⭐ Gezahlt haben { $paying }, Zahlungen { $payments }, Sterne { $stars }
    📦 Aufträge: { $open } offen, { $delivered } fertig, { $undelivered } ohne Ergebnis{ $failures ->
        [none] { "" }
       *[other] { "" } ({ $failures })
    }
    💬 Warten auf den Support: { $tickets }{ $cardReturns ->
        [0] { "" }
       *[other] { "" }
            💳 Kartenrückzahlungen, die auf dich warten: { $cardReturns }
    }
    ✉️ { $deadLetters } Dead Letters, die älteste Nachricht wartet { $oldest } s
nobody = Diesen Befehl kenne ich nicht. Alles, was ich kann, steht in /menu.
ask-who = Wen? Eine Telegram-ID, ein @Name oder Wörter eines Namens.
ask-which = Wen von ihnen?
none-found = Ich habe niemanden gefunden. Versuch es anders.
person =
    <b>{ $name }</b>{ $username ->
        [none] { "" }
       *[other] { "" } @{ $username }
    } · <code>{ $telegramId }</code>
    Seit { $since }, zuletzt hier { $heard }{ $isAway ->
        [yes] { "" }, hat den Bot blockiert
       *[no] { "" }
    }{ $banned ->
        [none] { "" }
        [infinity] { "" }, 🚫 für immer
       *[other] { "" }, 🚫 bis { $banned }
    }
    💎 { $available } verfügbar, { $held } reserviert, { $debt } offen
    ⭐ Zahlungen { $payments }, Sterne { $stars }{ $card ->
        [none] { "" }
       *[other] { "" }, per Karte { $card }
    }, Erstattungen { $refunds }
    📦 Aufträge { $ordered }, ohne Ergebnis { $undelivered }; Avatare { $avatars }, Dateien { $files }
    { $last }
ask-credits = Wie viele Credits? Eine ganze Zahl bis { $most }; unter null nimmt sie weg.
bad-credits = Das geht nicht: eine ganze Zahl in Ziffern, nicht null und höchstens { $most }.
ask-how-long = Für wie lange?
ask-reason = { $what } · { $who }. Warum? Andere Operatoren lesen den Grund.
confirm =
    <b>{ $what }</b> · { $who }
    Grund: { $reason }
sent = ✅ Abgeschickt. Das Ergebnis zeigt die Karte: Tippe in ein paar Sekunden auf „Aktualisieren“.
refreshed = Die Karte ist auf dem neuesten Stand.
is-operator = Das ist ein Operator, er lässt sich nicht sperren: Erst muss ein Inhaber ihn aus ADMIN_TELEGRAM_IDS nehmen. Nichts hat sich geändert.
not-returned =
    Die Zahlung wurde nicht erstattet, die Credits der Person sind unverändert. { $why ->
        [too-many-today] Der Support erstattet am Tag nur eine begrenzte Summe ausgegebener Credits, und diese Zahlung läge darüber. Bitte einen Inhaber.
        [spent-in-part] Ein Teil der Credits dieser Zahlung ist ausgegeben. Erstatten lässt sie sich trotzdem unter Zahlungen am Arbeitsplatz oder mit dem Befehl refund-payment und --even-if-spent.
        [asked-before] Die Erstattung dieser Zahlung läuft schon oder ist beendet.
        [returned-before] Die Sterne dieser Zahlung sind schon zurück.
        [being-credited] Die Zahlung wird gerade gutgeschrieben. Versuch es in einer Minute noch einmal.
        [own-account] Der Support ändert sein eigenes Konto nicht. Steht dir die Erstattung zu, veranlasst sie ein Inhaber.
       *[unknown] Den Grund nennt das Protokoll am Arbeitsplatz.
    }
own-account = Die Credits wurden nicht gegeben: Der Support ändert sein eigenes Konto nicht. Stehen sie dir zu, gibt sie ein Inhaber.
too-many-today = Die Credits wurden nicht gegeben: Der Support gibt am Tag nur eine begrenzte Summe, davon ist jetzt noch übrig: { CREDITS($left) }. Gib weniger oder bitte einen Inhaber.

## Plain text: buttons, titles, notices

find = 🔎 Person suchen
menu = 🏠 Menü
back = ‹ Zurück
refresh = 🔄 Aktualisieren
found = { $name } · { $username }
give-credits = 💎 Credits
refund = ⭐ Zahlung erstatten
ban = 🚫 Sperren
unban = 🙌 Entsperren
days =
    { $days ->
        [0] Für immer
       *[other] { $days } T.
    }
do-it = ✅ Ausführen
would-give = Credits: { $amount }
would-ban =
    { $days ->
        [0] Für immer sperren
       *[other] Für { $days } Tage sperren
    }
would-unban = Entsperren
would-refund = Die letzte Zahlung erstatten, wenn ihre Credits nicht ausgegeben sind
