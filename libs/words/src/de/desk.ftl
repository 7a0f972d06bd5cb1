link =
    <b>🗝️ Dein Schreibtisch</b>
    { $url }

    Der Link gilt zehn Minuten und nur einmal. Schick ihn niemandem: Er meldet sich als du an.
