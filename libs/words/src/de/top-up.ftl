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
    }{ $label ->
        [none] { "" }
       *[other] { "" } · 🔥 { $label }: −{ $percent } %
    }
needed =
    ⭐ Noch nötig: <b>{ CREDITS($amount) }</b>. Nach der Zahlung geht es gleich mit deiner Bestellung weiter.

    Pakete mit Credits für Telegram-Sterne:
by-card-refused = 💳 Telegram hat diesen Betrag nicht per Karte angenommen, es wurde nichts abgebucht. Kauf das Paket für Sterne: /balance
by-card-title =
    💳 <b>Mit Karte zahlen</b>. Die Kartendaten nehmen Telegram und der Zahlungsanbieter entgegen, der Bot sieht sie nie.

    Pakete mit Credits:

## Plain text: buttons, titles, notices

pack =
    { $label ->
        [none]
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
       *[other]
            🔥 { $before } → { $stars } ⭐ · { $label } · { $avatar ->
                [none] { "" }
               *[other] Avatar + { "" }
            }{ $pictures } { $pictures ->
                [one] Bild
               *[other] Bilder
            }
    }
pack-credits =
    { $label ->
        [none] 💎 { CREDITS($amount) } · { $stars } ⭐
       *[other] 🔥 { $before } → { $stars } ⭐ · { $label } · { CREDITS($amount) }
    }
menu = 🏠 Menü
by-card = 💳 Mit Karte
pack-by-card =
    { $label ->
        [none] 💳 { "" }
       *[other] 🔥 { $before } → { $price } · { $label } · { "" }
    }{ $avatar ->
        [none] { "" }
       *[other] Avatar + { "" }
    }{ $pictures } { $pictures ->
        [one] Bild
       *[other] Bilder
    }{ $label ->
        [none] { "" } · { $price }
       *[other] { "" }
    }
