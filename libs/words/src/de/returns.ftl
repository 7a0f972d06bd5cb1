title = <b>↩️ Sterne zurückbekommen</b>
rule =
    Ich erstatte einen Kauf ganz, solange keine seiner Credits ausgegeben sind und { $withinDays } { $withinDays ->
        [one] Tag noch nicht vergangen ist
       *[other] Tage noch nicht vergangen sind
    }. Höchstens { $atMost } { $atMost ->
        [one] Kauf
       *[other] Käufe
    } in { $perDays } { $perDays ->
        [one] Tag
       *[other] Tagen
    }. Geschenkte Credits werden zuerst ausgegeben, dann gekaufte, vom ältesten Kauf zum neuesten.
nothing =
    Keine Käufe in { $withinDays ->
        [one] dem letzten Tag
       *[other] den letzten { $withinDays } Tagen
    }.
under-way = ⏳ { $stars } ⭐ sind auf dem Rückweg: { CREDITS($amount) } zurückgelegt, Telegram antwortet meist innerhalb einer Minute.
line =
    <b>{ $stars } ⭐ · { CREDITS($amount) }</b>, { $when }
    { $verdict ->
        [by-rule] Nicht ausgegeben: bis { $until } ganz erstattet.
        [spent-in-part] { CREDITS($spent) } ausgegeben. Telegram erstattet eine Zahlung nur ganz: Erstattet der Support sie, gehen die restlichen { CREDITS($unspent) } weg{ $fromOthers ->
            [0] { "" }
           *[other] , { CREDITS($fromOthers) } mehr von deinen anderen Credits
        }{ $owed ->
            [0] { "" }
           *[other] , und { CREDITS($owed) } bleiben offen
        }.
        [too-late] Die Frist dafür endete { $until }.
        [too-often] Nicht ausgegeben, aber es gab zuletzt zu viele Erstattungen.
        [in-debt] Zuerst wird beglichen, was von einer früheren Erstattung offen ist.
       *[unknown] Dieser Kauf kann nicht erstattet werden.
    }
help = Was hier nicht erstattet werden kann, entscheidet ein Mensch: { $contact }
ask =
    <b>{ $stars } ⭐ erstatten?</b>

    Kauf: { $when }. Ich nehme { CREDITS($amount) }: Sie werden sofort zurückgelegt und verschwinden, wenn Telegram die Sterne erstattet hat, meist innerhalb einer Minute. Tut es das nicht, gehören die Credits weiter dir.
not-any-more = Dieser Kauf kann nicht mehr erstattet werden: Seine Credits werden gerade ausgegeben, oder die Frist ist vorbei. Nichts hat sich geändert.
asked = ⏳ Ich erstatte { $stars } ⭐. { CREDITS($amount) } zurückgelegt; ich schreibe, sobald Telegram antwortet.
not-returned =
    { $verdict ->
        [by-rule] Telegram hat die { $stars } ⭐ nicht erstattet, die Credits gehören also wieder dir. Schreib dem Support: /paysupport.
        [spent-in-part] Keine Erstattung von { $stars } ⭐: { CREDITS($spent) } dieses Kaufs waren ausgegeben, und Telegram erstattet eine Zahlung nur ganz.
        [too-late] Keine Erstattung von { $stars } ⭐: Die Frist für diesen Kauf ist vorbei. Stimmt etwas nicht, schreib uns: /paysupport.
        [too-often] Keine Erstattung von { $stars } ⭐: Es gab zuletzt zu viele Erstattungen. Schreib uns: /paysupport.
        [in-debt] Keine Erstattung von { $stars } ⭐: Zuerst wird beglichen, was von einer früheren Erstattung offen ist.
       *[unknown] Diesen Kauf gibt es nicht, oder seine Sterne sind schon wieder bei dir. Stimmt das nicht, schreib uns: /paysupport.
    } Verfügbar: { CREDITS($available) }.

## Plain text: buttons, titles, notices

command = Die Sterne eines Kaufs zurückbekommen
pick = ↩️ { $stars } ⭐ · { $when }
surely = ↩️ { $stars } ⭐ erstatten
keep = Behalten
back = ‹ Zurück
balance = ‹ Guthaben
again = ↩️ Meine Käufe
menu = 🏠 Menü
