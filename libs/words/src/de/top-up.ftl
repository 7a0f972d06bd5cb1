pack-line =
    { $avatar ->
        [none] 🎨
       *[other]
            { $avatar ->
                [fast] ⚡
                [balanced] ⚖️
               *[best] 💎
            }
    } <b>{ $amount }</b> · { $avatar ->
        [none] { "" }
       *[other]
            { $avatar ->
                [fast] ein schneller Avatar
                [balanced] ein ausgewogener Avatar
               *[best] der beste Avatar
            } + { "" }
    }{ $pictures } { $pictures ->
        [one] Bild
       *[other] Bilder
    }
needed =
    ⭐ Es fehlen <b>{ CREDITS($amount) }</b>. Nach der Zahlung geht es gleich mit deiner Bestellung weiter.

    Pakete mit Credits für Telegram-Sterne:

## Plain text: buttons, titles, notices

pack =
    { $avatar ->
        [none] 🎨
       *[other]
            { $avatar ->
                [fast] ⚡
                [balanced] ⚖️
               *[best] 💎
            }
    } { $avatar ->
        [none] { "" }
       *[other] Avatar + { "" }
    }{ $pictures } { $pictures ->
        [one] Bild
       *[other] Bilder
    } · { $stars } ⭐
pack-credits = 💎 { CREDITS($amount) } · { $stars } ⭐
menu = 🏠 Menü
