# What operators see in the chat.

today =
    <b>🛠️ За сутки</b> · { $role ->
        [owner] владелец
        [support] поддержка
       *[read-only] только просмотр
    }

    👥 Всего { $all }, новых { $come }, были { $acted }
    ⭐ Платили { $paying }, платежей { $payments }, звёзд { $stars }
    📦 Заказов в работе { $open }, готово { $delivered }, без результата { $undelivered }{ $failures ->
        [none] { "" }
       *[other] { "" } ({ $failures })
    }
    💬 Ждут поддержки { $tickets }{ $cardReturns ->
        [0] { "" }
       *[other] { "" }
            💳 Возвратов на карту ждут вас: { $cardReturns }
    }
    ✉️ Недоставленных писем { $deadLetters }, старейшее в очереди { $oldest } с
nobody = Такой команды нет. Всё, что я умею, — в /menu.
ask-who = Кого ищем? Telegram id, @имя или слова имени.
ask-which = Кто из них?
none-found = Никого не нашла. Попробуйте иначе.
person =
    <b>{ $name }</b>{ $username ->
        [none] { "" }
       *[other] { "" } @{ $username }
    } · <code>{ $telegramId }</code>
    С { $since }, последний раз { $heard }{ $isAway ->
        [yes] { "" }, заблокировал бота
       *[no] { "" }
    }{ $banned ->
        [none] { "" }
        [infinity] { "" }, 🚫 навсегда
       *[other] { "" }, 🚫 до { $banned }
    }
    💎 { $available } доступно, { $held } заморожено, долг { $debt }
    ⭐ Платежей { $payments }, звёзд { $stars }{ $card ->
        [none] { "" }
       *[other] { "" }, картой { $card }
    }, возвратов { $refunds }
    📦 Заказов { $ordered }, без результата { $undelivered }; аватаров { $avatars }, файлов { $files }
    { $last }
ask-credits = Сколько кредитов? Целое число до { $most }; с минусом — списать.
ask-how-long = На сколько закрыть доступ?
ask-reason = { $what } · { $who }. Почему? Причину увидят другие операторы.
confirm =
    <b>{ $what }</b> · { $who }
    Причина: { $reason }
sent = ✅ Отправлено. Итог — в карточке через пару секунд.
not-returned =
    Платёж не возвращён, кредиты человека не тронуты. { $why ->
        [too-many-today] За сутки поддержка возвращает потраченного на ограниченную сумму, и этот платёж её превысит. Попросите владельца.
        [spent-in-part] Часть кредитов этого платежа потрачена. Вернуть всё равно можно на пульте, в разделе «Платежи», или командой refund-payment с ключом --even-if-spent.
        [asked-before] Возврат этого платежа уже идёт или закончен.
        [returned-before] Звёзды за него уже вернулись.
        [being-credited] Платёж как раз зачисляется. Попробуйте через минуту.
        [own-account] Поддержка не меняет свой счёт. Если возврат положен, его начнёт владелец.
       *[unknown] Причина записана на пульте, в журнале.
    }
own-account = Кредиты не выданы: поддержка не меняет свой счёт. Если они вам положены, их выдаст владелец.
too-many-today = Кредиты не выданы: за сутки поддержка выдаёт ограниченную сумму, и сейчас можно выдать ещё { CREDITS($left) }. Выдайте меньше или попросите владельца.

## Plain text: buttons, titles, notices

find = 🔎 Найти человека
menu = 🏠 Меню
back = ‹ Назад
found = { $name } · { $username }
give-credits = 💎 Кредиты
refund = ⭐ Вернуть платёж
ban = 🚫 Закрыть доступ
unban = 🙌 Открыть доступ
days =
    { $days ->
        [0] Навсегда
       *[other] { $days } дн.
    }
do-it = ✅ Сделать
would-give = Кредиты: { $amount }
would-ban =
    { $days ->
        [0] Закрыть доступ навсегда
       *[other] Закрыть доступ на { $days } дн.
    }
would-unban = Открыть доступ
would-refund = Вернуть последний платёж, если кредиты не потрачены
