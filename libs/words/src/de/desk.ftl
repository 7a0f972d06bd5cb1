link =
    <b>🗝 Ihr Schreibtisch</b>
    { $url }

    Der Link gilt zehn Minuten und nur einmal. Schicken Sie ihn niemandem: er meldet sich als Sie an.
