balance =
    💎 <b>Доступно: { CREDITS($available) }</b>{ $held ->
        [0] { "" }
       *[other]
            { "" }
            Заморожено на заказы в работе: { CREDITS($held) }
    }{ $debt ->
        [0] { "" }
       *[other]
            { "" }
            Долг за возвращённые покупки: { CREDITS($debt) }. Погасится со следующей покупки; ниже сказано, на что хватит остатка пакета.
    }

    Платите только за готовое, кредиты не сгорают. Вернуть покупку или спросить об оплате: /paysupport.

    Пакеты кредитов за звёзды Telegram:
more-title =
    <b>🧾 Чеки и платежи</b>

    💎 Доступно: { CREDITS($available) }{ $held ->
        [0] { "" }
       *[other] , { CREDITS($held, case: "frozen") }
    }
history-title = <b>🧾 История</b>
credit =
    { $kind ->
        [purchase]
            { $isCard ->
                [yes] 💳 Покупка
               *[no] ⭐ Покупка
            }
        [subscription] 🔁 Подписка
        [welcome] 🎁 Подарок
        [correction] 🤝 От поддержки
        [refund]
            { $isCard ->
                [yes] ↩️ Деньги вернулись на карту
               *[no] ↩️ Звёзды вернулись вам
            }
        [deduction] 🤝 Списано поддержкой
        [promo] 🎟️ Промокод
        [referral] 👥 Приглашение друга
        [referral-picture] 🎨 Картинка за приглашение
        [gain-back] ↩️ Бонус ушёл с возвратом покупки
        [gift-sent] 💝 Подарок другу
        [gift-received] 💝 Вам подарили
        [gift-back] 💝 Подарок вернулся
        [forfeit] 🗑️ Удалены вместе с данными
       *[debt-payment] ↩️ Долг за возврат покупки
    }
order =
    { $kind }{ $about ->
        [none] { "" }
       *[other] { "" } «{ $about }»
    }{ $units ->
        [none] { "" }
       *[other] { "" } { $units }
    }
line =
    <b>{ $number }.</b> { $name } · { $amount }
    <i>{ $when }</i>
credited =
    <b>{ $isGone ->
        [yes] { "" }
       *[no]
            { $amount ->
                [0] { "" }
               *[other] +
            }
    }{ CREDITS($amount) }</b>
charged-amount =
    <b>−{ CREDITS($charged) }</b>{ $released ->
        [0] { "" }
       *[other] { "" } ({ CREDITS($released, case: "returned") })
    }
nothing-charged = бесплатно
free-amount =
    { $isCancelled ->
        [yes] вы отменили
       *[no] не получилось
    }, { CREDITS($released, case: "returned") }
open-amount = в работе, { CREDITS($held, case: "frozen") }
choose-zone = <b>🌍 Сколько у вас сейчас времени?</b>
zone-chosen = Запомнила: { $place } 👌
no-receipt = Такого чека нет.
receipt-title = 🧾 <b>{ $name }</b>
charged = <b>Списано: { CREDITS($amount) }</b>
why =
    { "" }
    { $reason }
order-number = Заказ <code>{ $orderId }</code>
payment =
    { "" }
    { $paid ->
        [none] { "" }
       *[other] Оплата: { $paid }. { "" }
    }Платёж <code>{ $chargeId }</code>
pack-gone = Этот пакет больше не продаётся. Вот что есть сейчас:
result-gone = Результата больше нет.
paid =
    { $isCard ->
        [yes] 💳 Платёж принят, зачисляю кредиты…
       *[no] ⭐ Звёзды получены, зачисляю кредиты…
    }
paid-in-vain =
    🤝 Платёж пришёл, но этот счёт уже не действует. Мы разберёмся: зачислим кредиты или { $isCard ->
        [yes] вернём деньги
       *[no] вернём звёзды
    }.

    Номер платежа для /paysupport: <code>{ $payment }</code>
credits-delayed =
    ⏳ { $isCard ->
        [yes] Платёж принят, а кредиты задерживаются: сбой у нас. Деньги не пропадут
       *[no] Звёзды получены, а кредиты задерживаются: сбой у нас. Звёзды не пропадут
    }: платёж мы видим и зачислим кредиты сами. Вам ничего делать не нужно.

    Номер платежа: <code>{ $payment }</code>
purchased =
    💎 <b>{ CREDITS($amount, case: "credited") }</b>.{ $bonus ->
        [0] { "" }
       *[other] { "" } Из них { CREDITS($bonus) } добавил промокод.
    }{ $debtPaid ->
        [0] { "" }
       *[other] { "" } В счёт долга за возвращённые покупки: { CREDITS($debtPaid) }.
    }{ $until ->
        [none] { "" }
       *[other] { "" } Подписка оплачена до { $until }.
    } { CREDITS($available, case: "available") }.
refunded =
    ↩️ { $isCard ->
        [yes] { $paid } отправлены обратно на карту (банк зачисляет их до нескольких дней)
       *[no] Telegram вернул вам { $paid }
    }{ $isCredited ->
        [yes] , поэтому кредиты этой покупки списаны{ $taken ->
            [0] { "" }
           *[other] : { CREDITS($taken) }
        }.
       *[no] . Кредиты за этот платёж не приходили, поэтому с баланса ничего не списано.
    }{ $owed ->
        [0] { "" }
       *[other] { "" } Уже потрачено и осталось долгом: { CREDITS($owed) }. Долг погасится со следующей покупки или с вернувшихся кредитов.
    } { CREDITS($available, case: "available") }.
corrected =
    🤝 { $isGift ->
        [yes] Поддержка начислила вам <b>{ CREDITS($amount) }</b>.
       *[no] Поддержка списала у вас <b>{ CREDITS($amount) }</b>.
    }{ $debtPaid ->
        [0] { "" }
       *[other] { "" } В счёт долга за возвращённые покупки: { CREDITS($debtPaid) }.
    } { CREDITS($available, case: "available") }. Вопросы: /support

## Plain text: buttons, titles, notices

bonuses = 🎁 Бонусы
more = 🎁 Бонусы, чеки
subscription = 🔁 Подписка
spending = 🎚️ Лимит и напоминание
returns = ↩️ Вернуть покупку
history = 🧾 История
menu = 🏠 Меню
back = ‹ Баланс
older = Раньше ›
newest = ‹‹ К началу
nothing-yet = Здесь появятся ваши покупки и заказы, и у каждого будет чек.
statement = 📄 Выписка за месяц
zone-button = 🌍 Время: { $place }
zone =
    { $isChosen ->
        [yes] ✓ { "" }
       *[no] { "" }
    }{ $clock } { $place }
back-to-history = ‹ История
back-to-settings = ‹ Назад
when = { $day }, { $clock } ({ $place })
drawn = Аватар: { $avatar }
held = Заморожено: { CREDITS($amount) }
charged-later = Спишу, когда будет готово. Не получится — верну.
released = Вернулось: { CREDITS($amount) }
partly =
    Получилось { $delivered } из { $of }, { $isCancelled ->
        [yes] остальное отменили вы: кредиты за него вернулись.
       *[no] за остальное кредиты вернулись.
    }
show-avatar = 👤 К аватару
invoice-title = { CREDITS($amount) }
invoice-description =
    Хватит на { $avatar ->
        [none] { "" }
       *[other] аватар и { "" }
    }{ $pictures } { $pictures ->
        [one] картинку
        [few] картинки
       *[many] картинок
    }. Или на расшифровки, документы и озвучку: кредиты общие и не сгорают.
invoice-pays-debt = Сначала погасится долг за возвращённые покупки: { CREDITS($debt) }. На заказы останется: { CREDITS($left) }.
entry-balance = 💎 Баланс
entry-history = 🧾 История
command-balance = Баланс и пополнение
command-history = История заказов
