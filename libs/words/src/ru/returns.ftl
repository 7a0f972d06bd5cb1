title = <b>↩️ Вернуть звёзды</b>
rule =
    Верну покупку целиком, пока не потрачен ни один её кредит и не прошло { $withinDays } { $withinDays ->
        [one] дня
       *[other] дней
    }. За { $perDays } { $perDays ->
        [one] день
        [few] дня
       *[many] дней
    } — не больше { $atMost } { $atMost ->
        [one] покупки
       *[other] покупок
    }. Сначала тратятся подаренные кредиты, потом купленные: от старых покупок к новым.
nothing =
    Покупок за последние { $withinDays } { $withinDays ->
        [one] день
        [few] дня
       *[many] дней
    } нет.
under-way = ⏳ { $stars } ⭐ уже возвращаются: { CREDITS($amount) } заморожено, ответ Telegram обычно приходит за минуту.
line =
    <b>{ $stars } ⭐ · { CREDITS($amount) }</b>, { $when }
    { $verdict ->
        [by-rule] Не потрачено: до { $until } верну целиком.
        [spent-in-part] Потрачено { CREDITS($spent) }. Telegram возвращает платёж только целиком: если его вернёт поддержка, спишутся { CREDITS($unspent) } остатка{ $fromOthers ->
            [0] { "" }
           *[other] , ещё { CREDITS($fromOthers) } из других кредитов
        }{ $owed ->
            [0] { "" }
           *[other] , а { CREDITS($owed) } станут долгом
        }.
        [too-late] Срок вышел { $until }.
        [too-often] Не потрачено, но возвратов за последнее время уже слишком много.
        [in-debt] Сначала нужно погасить долг за прошлый возврат.
       *[unknown] Такую покупку вернуть нельзя.
    }
help = Что не вернуть здесь, решает человек: { $contact }
ask =
    <b>Вернуть { $stars } ⭐?</b>

    Покупка: { $when }. Спишу { CREDITS($amount) }: заморожу сразу, а исчезнут они, когда Telegram вернёт звёзды, — обычно за минуту. Не вернёт — кредиты останутся у вас.
not-any-more = Эту покупку больше не вернуть: её кредиты тратятся, или срок вышел. Ничего не изменилось.
asked = ⏳ Возвращаю { $stars } ⭐. { CREDITS($amount) } заморожено; напишу, как только Telegram ответит.
not-returned =
    { $verdict ->
        [by-rule] Telegram не вернул { $stars } ⭐, поэтому кредиты снова у вас. Напишите в поддержку: /paysupport.
        [spent-in-part] { $stars } ⭐ не возвращаю: из этой покупки потрачено { CREDITS($spent) }, а Telegram возвращает платёж только целиком.
        [too-late] { $stars } ⭐ не возвращаю: срок для этой покупки вышел. Если что-то не так, напишите: /paysupport.
        [too-often] { $stars } ⭐ не возвращаю: возвратов за последнее время уже слишком много. Напишите: /paysupport.
        [in-debt] { $stars } ⭐ не возвращаю: сначала нужно погасить долг за прошлый возврат.
       *[unknown] Такой покупки нет, или её звёзды уже у вас. Если это не так, напишите: /paysupport.
    } Доступно { CREDITS($available) }.

## Plain text: buttons, titles, notices

command = Вернуть звёзды за покупку
pick = ↩️ { $stars } ⭐ · { $when }
surely = ↩️ Вернуть { $stars } ⭐
keep = Оставить
back = ‹ Назад
balance = ‹ Баланс
again = ↩️ Мои покупки
menu = 🏠 Меню
