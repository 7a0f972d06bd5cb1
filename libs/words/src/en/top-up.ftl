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
    }
needed =
    ⭐ You need <b>{ CREDITS($amount) }</b> more. Once you pay, we go straight back to your order.

    Packs of credits for Telegram Stars:

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
        [one] picture
       *[other] pictures
    } · { $stars } ⭐
pack-credits = 💎 { CREDITS($amount) } · { $stars } ⭐
menu = 🏠 Menu
