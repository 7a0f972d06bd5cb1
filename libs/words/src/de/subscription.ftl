title = <b>🔁 Abo</b>
offer = Credits kommen alle { $planDays } Tage, und Telegram bucht die Sterne von selbst ab. Kündige, wann du willst: Die bezahlten Tage und alle Credits bleiben dir. Credits verfallen nie.
plan-line = • { CREDITS($amount) } für { $stars } ⭐
no-plans = Zurzeit sind keine Abos im Angebot. Pakete mit Credits stehen beim Guthaben.
state =
    { $state ->
        [active]
            { $isDue ->
                [yes] ✅ Läuft. Bezahlt war bis { $until }: Telegram zieht { $stars } ⭐ für die nächsten Tage bald ein.
               *[no] ✅ Läuft. Nächste Zahlung: { $until }, { $stars } ⭐.
            }
        [cancelled] ⏸️ Es wird nicht verlängert. Bezahlt bis { $until }.
       *[failed] ⚠️ Die Zahlung ist gescheitert, meist fehlen Sterne. Lade sie in Telegram auf, und es versucht es noch einmal. Bezahlt war bis { $until }.
    }
credits-stay = Alle Credits, die gekommen sind, bleiben dir auch nach dem Abo. Ein ungenutzter Monat kann erstattet werden: /refund
ended = Dein letztes Abo endete { $until }. Seine Credits sind dir geblieben.
invoice =
    <b>🔁 { CREDITS($amount) } alle { $planDays } Tage</b>

    Telegram bucht jetzt { $stars } ⭐ ab und dasselbe alle { $planDays } Tage, bis du kündigst: hier, in /subscription, oder in den Einstellungen von Telegram.
plan-gone = Dieses Abo ist nicht mehr im Angebot. Sieh nach, welche es jetzt gibt.
not-changed =
    { $isCancelled ->
        [yes] Telegram hat die Verlängerung nicht gekündigt, und nichts hat sich geändert. Kündige in Telegram selbst: „Einstellungen → Meine Sterne“, oder schreib uns: /paysupport.
       *[no] Telegram hat die Verlängerung nicht wieder aufgenommen, und nichts hat sich geändert. Sind die bezahlten Tage vorbei, kannst du neu abonnieren.
    }
news =
    { $news ->
        [cancelled] ⏸️ Es wird nicht verlängert: Es werden keine Sterne mehr abgebucht. Das Abo ist bis { $until } bezahlt, und die Credits bleiben dir.
        [resumed] ✅ Das Abo geht weiter: { $stars } ⭐ werden { $until } abgebucht, und du bekommst { CREDITS($amount) }.
        [failed] ⚠️ Telegram konnte { $stars } ⭐ für das Abo nicht abbuchen. Lade deine Sterne auf, und es versucht es noch einmal. Die Credits deines Guthabens bleiben dir.
        [given-back] 🔁 Die Sterne des letzten Monats sind erstattet, das Abo ist also beendet: Es wird nichts mehr abgebucht.
        [replaced] 🔁 Es waren zwei Abos, darum wird das frühere nicht verlängert: Dafür werden keine Sterne mehr abgebucht. Seine bezahlten Tage, bis { $until }, und alle Credits bleiben dir. Das neue Abo geht weiter: /subscription
       *[ended] 🔁 Das Abo endete { $until }. Es werden keine Sterne mehr abgebucht, und die Credits bleiben dir. Willst du es wieder: /subscription
    }
link-comes = Ich bereite den Link zum Bezahlen vor…
changing = Ich sage es Telegram und antworte innerhalb einer Minute…

## Plain text: buttons, titles, notices

command = Credits im Abo
plan = { CREDITS($amount) } · { $stars } ⭐
pay = Für { $stars } ⭐ abonnieren
one-already = Du hast schon ein Abo, es wurden keine Sterne abgebucht. Du findest es hier: /subscription
invoice-title = { CREDITS($amount) } im Monat
invoice-description = { CREDITS($amount) } alle { $planDays } Tage für { $stars } ⭐. Kündbar, wann du willst; Credits verfallen nie.
cancel = ⏸️ Verlängerung kündigen
resume = ▶️ Fortsetzen
balance = ‹ Guthaben
back = 🔁 Abo
menu = 🏠 Menü
