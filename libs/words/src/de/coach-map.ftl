## Plain text: written on the picture of a set, short, because a phone shows it 400 pixels wide

title = Deine Fotos
photos = { $count } Fotos
angle =
    { $angle ->
        [left] ← seitlich
        [straight] frontal
       *[right] seitlich →
    }
distance =
    { $distance ->
        [face] Gesicht
        [shoulders] Schultern
       *[waist] Hüfte
    }
light = Licht
how-light =
    { $light ->
        [dim] dunkel
        [even] mild
       *[bright] hell
    }
places =
    Hintergrund: { $count } { $count ->
        [one] Ort
       *[other] Orte
    }
