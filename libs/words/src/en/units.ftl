# Amounts with their unit, for CREDITS(), ABOUT(), SPAN() and SIZE() in the other files.

# The bare number, for a button that has no room for the unit.
credits-bare = { $count }
credits =
    { $count } { $count ->
        [one] credit
       *[other] credits
    }
credits-genitive = { credits }
about =
    { $unit ->
        [seconds] about { $count } seconds
        [minutes] about { $count } min
       *[hours] about { $count } h
    }
about-first =
    { $unit ->
        [seconds] About { $count } seconds
        [minutes] About { $count } min
       *[hours] About { $count } h
    }
span =
    { $unit ->
        [hours]
            { $count ->
                [1] an hour
               *[other] { $count } hours
            }
       *[days]
            { $count ->
                [1] a day
                [7] a week
                [30] a month
               *[other] { $count } days
            }
    }
span-genitive = { span }
size =
    { $count } { $unit ->
        [kb] KB
        [mb] MB
       *[gb] GB
    }
