# The number is in credits; the line above says so.
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
                [fast] быстрый аватар
                [balanced] оптимальный аватар
               *[best] лучший аватар
            } + { "" }
    }{ $pictures } { $pictures ->
        [one] картинка
        [few] картинки
       *[many] картинок
    }
needed =
    ⭐ Нужно ещё <b>{ CREDITS($amount, case: "genitive") }</b>. После оплаты сразу вернёмся к заказу.

    Пакеты кредитов за звёзды Telegram:

## Plain text: buttons, titles, notices

# This stands on a button, so it is short.
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
       *[other] Аватар + { "" }
    }{ $pictures } { $pictures ->
        [one] картинка
        [few] картинки
       *[many] картинок
    } · { $stars } ⭐
# This stands under an order of any kind, whose price is in credits.
pack-credits = 💎 { CREDITS($amount) } · { $stars } ⭐
menu = 🏠 Меню
