# Amounts with their unit, for CREDITS(), ABOUT(), SPAN() and SIZE() in the other files.

# The bare number, for a button that has no room for the unit.
credits-bare = { $count }
# «12,5 кредита».
credits =
    { $count } { $count ->
        [one] кредит
        [few] кредита
        [many] кредитов
       *[other] кредита
    }
# «Не хватает 1 кредита, 2 кредитов, 0,5 кредита».
credits-genitive =
    { $count } { $count ->
        [one] кредита
        [few] кредитов
        [many] кредитов
       *[other] кредита
    }
# «вернулся 1 кредит», «вернулись 3 кредита», «вернулось 5 кредитов»: the verb agrees with the number.
credits-returned =
    { $count ->
        [one] вернулся { $count } кредит
        [few] вернулись { $count } кредита
        [many] вернулось { $count } кредитов
       *[other] вернулось { $count } кредита
    }
credits-frozen =
    { $count ->
        [one] заморожен { $count } кредит
        [few] заморожены { $count } кредита
        [many] заморожено { $count } кредитов
       *[other] заморожено { $count } кредита
    }
credits-spent =
    { $count ->
        [one] потрачен { $count } кредит
        [few] потрачены { $count } кредита
        [many] потрачено { $count } кредитов
       *[other] потрачено { $count } кредита
    }
# At the beginning of a sentence.
credits-charged =
    { $count ->
        [one] Списан { $count } кредит
        [few] Списаны { $count } кредита
        [many] Списано { $count } кредитов
       *[other] Списано { $count } кредита
    }
credits-credited =
    { $count ->
        [one] Зачислен { $count } кредит
        [few] Зачислены { $count } кредита
        [many] Зачислено { $count } кредитов
       *[other] Зачислено { $count } кредита
    }
credits-available =
    { $count ->
        [one] Доступен { $count } кредит
        [few] Доступны { $count } кредита
        [many] Доступно { $count } кредитов
       *[other] Доступно { $count } кредита
    }
credits-needed =
    { $count ->
        [one] Нужен ещё { $count } кредит
        [few] Нужны ещё { $count } кредита
        [many] Нужно ещё { $count } кредитов
       *[other] Нужно ещё { $count } кредита
    }
about =
    { $unit ->
        [seconds] около { $count } секунд
        [minutes] около { $count } мин
       *[hours] около { $count } ч
    }
# «за сутки», «через 3 дня».
span =
    { $unit ->
        [hours]
            { $count ->
                [1] час
                [one] { $count } час
                [few] { $count } часа
               *[many] { $count } часов
            }
       *[days]
            { $count ->
                [1] сутки
                [7] неделю
                [30] месяц
                [one] { $count } день
                [few] { $count } дня
               *[many] { $count } дней
            }
    }
# «не дольше суток», «до 3 дней».
span-genitive =
    { $unit ->
        [hours]
            { $count ->
                [1] часа
                [one] { $count } часа
               *[many] { $count } часов
            }
       *[days]
            { $count ->
                [1] суток
                [7] недели
                [30] месяца
                [one] { $count } дня
               *[many] { $count } дней
            }
    }
size =
    { $count } { $unit ->
        [kb] КБ
        [mb] МБ
       *[gb] ГБ
    }
