title = <b>↩️ Вернуть покупку</b>
rule =
    Верну покупку целиком, пока не потрачен ни один её кредит, цел бонус за неё (промокод, приглашение) и не прошло { $withinDays } { $withinDays ->
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
under-way =
    ⏳ { $isCard ->
        [yes] { $paid } вернёт на карту оператор, обычно за несколько дней. Пока { CREDITS($amount, case: "frozen") }.
       *[no] { $paid } уже возвращаются: { CREDITS($amount, case: "frozen") }, ответ Telegram обычно приходит за минуту.
    }
line =
    <b>{ $paid } · { CREDITS($amount) }</b>, { $when }
    { $verdict ->
        [by-rule] Не потрачено: до { $until } верну целиком.
        [spent-in-part] Потрачено: { CREDITS($spent) }. Платёж возвращается только целиком{ $gained ->
            [0] { "" }
           *[other] { "" } и вместе с бонусом за покупку ({ CREDITS($gained) })
        }: если его вернёт поддержка, { $unspent ->
            [0]
                { $fromOthers ->
                    [0] { CREDITS($owed) } запишу в долг
                   *[other]
                        я спишу { CREDITS($fromOthers) } из других кредитов{ $owed ->
                            [0] { "" }
                           *[other] , а { CREDITS($owed) } запишу в долг
                        }
                }
           *[other]
                я спишу { CREDITS($unspent) } остатка{ $fromOthers ->
                    [0] { "" }
                   *[other] , ещё { CREDITS($fromOthers) } из других кредитов
                }{ $owed ->
                    [0] { "" }
                   *[other] , а { CREDITS($owed) } запишу в долг
                }
        }.
        [bonus-spent] Потрачено из бонуса за неё: { CREDITS($owed) }. Платёж возвращается только целиком и вместе с бонусом: если его вернёт поддержка, { CREDITS($owed) } запишу в долг.
        [too-late] Срок вышел { $until }.
        [too-often] Не потрачено, но возвратов за последнее время уже слишком много.
        [in-debt] Сначала нужно погасить долг за прошлый возврат.
       *[unknown] Такую покупку вернуть нельзя.
    }
help = Что не вернуть здесь, решает человек: { $contact }
ask =
    <b>Вернуть { $paid }?</b>

    Покупка: { $when }. { $isCard ->
        [yes] Деньги вернёт на карту оператор, обычно за несколько дней. { CREDITS($amount) } заморожу сразу, а спишу, когда он вернёт деньги. Не вернёт — кредиты останутся у вас.
       *[no] { CREDITS($amount) } заморожу сразу, а спишу, когда Telegram вернёт звёзды, — обычно за минуту. Не вернёт — кредиты останутся у вас.
    }{ $bonus ->
        [0] { "" }
       *[other] { "" } Бонус за неё (промокод, приглашение) уже в этой сумме: { CREDITS($bonus) }.
    }{ $owed ->
        [0] { "" }
       *[other] { "" } Потрачено из бонуса и станет долгом: { CREDITS($owed) }.
    }{ $endsSubscription ->
        [yes] { "" } Ею оплачен текущий месяц подписки: с возвратом подписка закончится.
       *[no] { "" }
    }
not-any-more = Эту покупку больше не вернуть: её кредиты тратятся, или срок вышел. Ничего не изменилось.
asked =
    ⏳ { $isCard ->
        [yes] Передаю возврат { $paid } оператору.
       *[no] Возвращаю { $paid }: { CREDITS($amount, case: "frozen") }. Напишу, как только Telegram ответит.
    }
card-return =
    ⏳ { $paid } вернёт на карту оператор, обычно за несколько дней. { $amount ->
        [0] { "" }
       *[other] До тех пор { CREDITS($amount, case: "frozen") }. { "" }
    }Напишу, когда деньги отправят.
not-returned =
    { $verdict ->
        [by-rule]
            { $isCard ->
                [yes] Оператор не вернул { $paid }
               *[no] Telegram не вернул { $paid }
            }{ $isBack ->
                [yes] , поэтому кредиты снова у вас
               *[no] { "" }
            }.{ $debtPaid ->
                [0] { "" }
               *[other] { "" } В счёт долга за возвращённые покупки: { CREDITS($debtPaid) }.
            } Напишите в поддержку: /paysupport.
        [spent-in-part] { $paid } не возвращаю: из этой покупки { CREDITS($spent, case: "spent") }, а платёж возвращается только целиком.
        [bonus-spent] { $paid } не возвращаю: из бонуса за эту покупку { CREDITS($spent, case: "spent") }, а платёж возвращается только вместе с ним. Может решить поддержка: /paysupport.
        [too-late] { $paid } не возвращаю: срок для этой покупки вышел. Если что-то не так, напишите: /paysupport.
        [too-often] { $paid } не возвращаю: возвратов за последнее время уже слишком много. Напишите: /paysupport.
        [in-debt] { $paid } не возвращаю: сначала нужно погасить долг за прошлый возврат.
       *[unknown] Такой покупки нет, или она уже возвращена. Если это не так, напишите: /paysupport.
    } { CREDITS($available, case: "available") }.

## Plain text: buttons, titles, notices

command = Вернуть покупку
pick = ↩️ { $paid } · { $when }
surely = ↩️ Вернуть { $paid }
keep = Оставить
back = ‹ Назад
balance = ‹ Баланс
again = ↩️ Мои покупки
menu = 🏠 Меню
