## Plain text: how like the photos a picture is, in words

likeness =
    { $word ->
        [alike] Sieht aus wie auf den Fotos
        [partly] Sieht den Fotos etwas ähnlich
       *[unlike] Sieht den Fotos nicht ähnlich
    }
likeness-of =
    { $word ->
        [alike] Ähnlich
        [partly] Teilweise
       *[unlike] Nicht ähnlich
    }: { $places }
