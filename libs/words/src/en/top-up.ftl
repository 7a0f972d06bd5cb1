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
       *[other] { "" } · 🔥 { $label }: −{ $percent } %
    }
needed =
    ⭐ You need <b>{ CREDITS($amount) }</b> more. Once you pay, we go straight back to your order.

    Packs of credits for Telegram Stars:

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
