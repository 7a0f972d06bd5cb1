## Plain text: written on the picture of a set, short, because a phone shows it 400 pixels wide

title = Your photos
photos = { $count } photos
angle =
    { $angle ->
        [left] ← side
        [straight] straight
       *[right] side →
    }
distance =
    { $distance ->
        [face] Face
        [shoulders] Shoulders
       *[waist] Waist
    }
light = Light
how-light =
    { $light ->
        [dim] dim
        [even] even
       *[bright] bright
    }
places =
    Background: { $count } { $count ->
        [one] place
       *[other] places
    }
