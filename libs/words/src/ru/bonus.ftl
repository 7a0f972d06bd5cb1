overview =
    🎁 <b>Кредиты не только за звёзды</b>

    • <b>Промокод</b>: введите его здесь или отправьте <code>/promo КОД</code>.
    • <b>Друзья</b>: за первую картинку друга, который пришёл по вашей ссылке, и за его первый пакет кредиты получите и вы, и он.
    • <b>Подарок</b>: поделитесь купленными кредитами по ссылке или подарите фотосессию.
ask-code = 🎟️ Напишите промокод одним сообщением.
checking = 🎟️ Проверяю код <code>{ $code }</code>…
promo =
    { $outcome ->
        [credits]
            🎟️ Код <code>{ $code }</code> принёс <b>{ CREDITS($amount) }</b>.{ $debtPaid ->
                [0] { "" }
               *[other] { "" } В счёт долга за возвращённые звёзды: { CREDITS($debtPaid) }.
            } { CREDITS($available, case: "available") }.
        [percent]
            🎟️ Код <code>{ $code }</code> сработает при следующей покупке: к любому пакету добавлю <b>{ $percent } %</b> кредитов.{ $until ->
                [none] { "" }
               *[other] { "" } Срок — { $until }
            }
        [not-yet] 🎟️ Код <code>{ $code }</code> ещё не действует (начало — { $until }).
        [ended] 🎟️ Код <code>{ $code }</code> больше не действует: его срок вышел.
        [exhausted] 🎟️ Код <code>{ $code }</code> уже разобрали: число использований закончилось.
        [used] 🎟️ Код <code>{ $code }</code> вы уже использовали.
        [percent-waits] 🎟️ У вас уже есть код на следующую покупку. Сначала купите с ним пакет, потом введите <code>{ $code }</code>.
        [too-many-tries] 🎟️ За сутки было слишком много неверных кодов. Введите <code>{ $code }</code> завтра в это же время: он никуда не денется.
       *[unknown] 🎟️ Кода <code>{ $code }</code> нет. Проверьте буквы и введите ещё раз.
    }
gained =
    { $reason ->
        [referral-inviter] 👥 Друг по вашей ссылке купил первый пакет: вам <b>{ CREDITS($amount) }</b>. Спасибо!
        [referral-picture-inviter] 🎨 Друг по вашей ссылке получил первую картинку: вам <b>{ CREDITS($amount) }</b> на ещё одну. Спасибо!
        [referral-picture-friend] 🎨 Ваша первая картинка по приглашению: вам <b>{ CREDITS($amount) }</b> на ещё одну, в подарок.
       *[other] 👥 Первая покупка по приглашению: вам ещё <b>{ CREDITS($amount) }</b> в подарок.
    }{ $debtPaid ->
        [0] { "" }
       *[other] { "" } В счёт долга за возвращённые звёзды: { CREDITS($debtPaid) }.
    } { CREDITS($available, case: "available") }.
taken-back =
    { $reason ->
        [referral-inviter] ↩️ Друг вернул звёзды за первую покупку, поэтому я списала { CREDITS($amount) } за приглашение.
        [referral-friend] ↩️ Звёзды за первую покупку вернулись вам, поэтому я списала { CREDITS($amount) } за приглашение.
       *[other] ↩️ Звёзды за покупку вернулись вам, поэтому я списала { CREDITS($amount) } по промокоду.
    }{ $owed ->
        [0] { "" }
       *[other] { "" } Уже потрачено и осталось долгом: { CREDITS($owed) }. Долг погасится со следующей покупки или с вернувшихся кредитов.
    } { CREDITS($available, case: "available") }.
bad-code = В промокоде от { $minPromoCode } до { $maxPromoCode } латинских букв, цифр и дефисов. Проверьте и отправьте ещё раз.

## Plain text: buttons, titles, notices

enter-code = 🎟️ Ввести промокод
invite = 👥 Пригласить друга
give = 💝 Сделать подарок
balance = ‹ Баланс
menu = 🏠 Меню
back = ‹ Бонусы
