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
    }{ $label ->
        [none] { "" }
       *[other] { "" } · 🔥 { $label }: −{ $percent } %
    }
needed =
    ⭐ <b>{ CREDITS($amount, case: "needed") }</b>. После оплаты сразу вернёмся к заказу.

    Пакеты кредитов за звёзды Telegram:
by-card-refused = 💳 Telegram не принял счёт на эту сумму картой, деньги не списаны. Пакет можно купить за звёзды: /balance
by-card-title =
    💳 <b>Оплата картой</b>. Данные карты принимает Telegram и платёжный провайдер, бот их не видит.

    Пакеты кредитов:

## Plain text: buttons, titles, notices

# This stands on a button, so it is short.
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
               *[other] Аватар + { "" }
            }{ $pictures } { $pictures ->
                [one] картинка
                [few] картинки
               *[many] картинок
            } · { $stars } ⭐
       *[other]
            🔥 { $before } → { $stars } ⭐ · { $label } · { $avatar ->
                [none] { "" }
               *[other] Аватар + { "" }
            }{ $pictures } { $pictures ->
                [one] картинка
                [few] картинки
               *[many] картинок
            }
    }
# This stands under an order of any kind, whose price is in credits.
pack-credits =
    { $label ->
        [none] 💎 { CREDITS($amount) } · { $stars } ⭐
       *[other] 🔥 { $before } → { $stars } ⭐ · { $label } · { CREDITS($amount) }
    }
menu = 🏠 Меню
by-card = 💳 Картой
pack-by-card =
    { $label ->
        [none] 💳 { "" }
       *[other] 🔥 { $before } → { $price } · { $label } · { "" }
    }{ $avatar ->
        [none] { "" }
       *[other] Аватар + { "" }
    }{ $pictures } { $pictures ->
        [one] картинка
        [few] картинки
       *[many] картинок
    }{ $label ->
        [none] { "" } · { $price }
       *[other] { "" }
    }
