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
                [fast] a fast avatar
                [balanced] a balanced avatar
               *[best] the best avatar
            } + { "" }
    }{ $pictures } { $pictures ->
        [one] picture
       *[other] pictures
    }{ $label ->
        [none] { "" }
       *[other] { "" } · 🔥 { $label }: −{ $percent }%
    }
needed =
    ⭐ You need <b>{ CREDITS($amount) }</b> more. Once you pay, we go straight back to your order.

    Packs of credits for Telegram Stars:
by-card-refused = 💳 Telegram did not take this amount by card, and no money was taken. Buy the pack for Stars: /balance
by-card-title =
    💳 <b>Pay by card</b>. Telegram and the payment provider take the card’s details; the bot never sees them.

    Packs of credits:

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
                [one] picture
               *[other] pictures
            } · { $stars } ⭐
       *[other]
            🔥 { $before } → { $stars } ⭐ · { $label } · { $avatar ->
                [none] { "" }
               *[other] Avatar + { "" }
            }{ $pictures } { $pictures ->
                [one] picture
               *[other] pictures
            }
    }
pack-credits =
    { $label ->
        [none] 💎 { CREDITS($amount) } · { $stars } ⭐
       *[other] 🔥 { $before } → { $stars } ⭐ · { $label } · { CREDITS($amount) }
    }
menu = 🏠 Menu
by-card = 💳 By card
pack-by-card =
    { $label ->
        [none] 💳 { "" }
       *[other] 🔥 { $before } → { $price } · { $label } · { "" }
    }{ $avatar ->
        [none] { "" }
       *[other] Avatar + { "" }
    }{ $pictures } { $pictures ->
        [one] picture
       *[other] pictures
    }{ $label ->
        [none] { "" } · { $price }
       *[other] { "" }
    }
