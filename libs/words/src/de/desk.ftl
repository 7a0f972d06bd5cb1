link =
    <b>🗝️ Dein Schreibtisch</b>
    { $url }

    Der Link gilt { $minutes } { $minutes ->
        [one] Minute
       *[other] Minuten
    } und nur einmal. Schick ihn niemandem: Er meldet sich als du an.
