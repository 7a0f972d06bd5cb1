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
