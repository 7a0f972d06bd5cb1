title = <b>🎚️ Лимит и напоминание</b>
no-limit = Дневного лимита нет. Поставьте, и заказы сверх него я не возьму — и в личном чате, и в группах.
limit = Лимит на день: <b>{ CREDITS($limit) }</b>, сегодня { CREDITS($spent, case: "spent") }. Считаются заказы в работе и всё, что за них списано.
limit-from = С { $from } лимит станет { CREDITS($limit) }.
no-limit-from = С { $from } лимита не будет.
no-reminder = Напоминания о балансе нет.
reminder = Напомню, когда останется меньше { CREDITS($threshold, case: "genitive") }, не чаще раза в { SPAN($remindAgainMs) }.
ask-limit =
    <b>Сколько кредитов в день?</b>

    Напишите целое число, до { $most }. Снизить лимит можно сразу, а поднять или убрать — только со следующего дня: иначе он не помог бы.
ask-reminder =
    <b>Когда напомнить?</b>

    Напишите целое число кредитов, до { $most }: когда останется меньше, я скажу.
not-understood = Нужно целое число кредитов от 1 до { $most }. Ничего не изменилось.
limit-set =
    { $isAtOnce ->
        [yes] ✅ Лимит на день: { CREDITS($limit) }. Действует уже сейчас.
       *[no] ✅ Лимит станет { CREDITS($limit) } со следующего дня, а сегодня остаётся прежним.
    }
dropped = ✅ Со следующего дня лимита не будет, а сегодня он остаётся.
quiet = ✅ Больше не напоминаю.
reminder-set = ✅ Напомню, когда останется меньше { CREDITS($threshold, case: "genitive") }.
remind = 🔔 На счёте { CREDITS($available) }: меньше { CREDITS($threshold, case: "genitive") }, о которых вы просили напомнить.

## Plain text: buttons, titles, notices

command = Лимит трат и напоминание
set-limit = 🎚️ Поставить лимит
change-limit = 🎚️ Изменить лимит
drop-limit = Убрать лимит
set-reminder = 🔔 Напоминать
change-reminder = 🔔 Изменить напоминание
drop-reminder = 🔕 Не напоминать
top-up = 💎 Пополнить
change = 🎚️ Изменить
back = ‹ Назад
balance = ‹ Баланс
menu = 🏠 Меню
