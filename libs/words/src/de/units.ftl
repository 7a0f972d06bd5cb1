# Amounts with their unit, for CREDITS(), ABOUT(), SPAN() and SIZE() in the other files.

# The bare number, for a button that has no room for the unit.
credits-bare = { $count }
credits =
    { $count } { $count ->
        [one] Credit
       *[other] Credits
    }
credits-genitive = { credits }
about =
    { $unit ->
        [seconds] etwa { $count } Sekunden
        [minutes] etwa { $count } Min.
       *[hours] etwa { $count } Std.
    }
about-first =
    { $unit ->
        [seconds] Etwa { $count } Sekunden
        [minutes] Etwa { $count } Min.
       *[hours] Etwa { $count } Std.
    }
span =
    { $unit ->
        [hours]
            { $count ->
                [1] 1 Stunde
               *[other] { $count } Stunden
            }
       *[days]
            { $count ->
                [1] 24 Stunden
                [7] 1 Woche
               *[other] { $count } Tage
            }
    }
span-genitive = { span }
size =
    { $count } { $unit ->
        [kb] KB
        [mb] MB
       *[gb] GB
    }
