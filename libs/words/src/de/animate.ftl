ask =
    🎬 <b>Schick das Foto, das lebendig werden soll</b>

    Ein Porträt, ein alter Schnappschuss, eine Katze auf dem Sofa. Ich mache daraus ein Video von { $animationSeconds } Sekunden. Ein Bild, das ich gezeichnet habe, wird mit der Taste darunter oder in „Meine Werke“ → „Bilder“ lebendig.
which =
    🎬 <b>Welches Bild soll lebendig werden?</b>

    Ich mache daraus ein Video von { $animationSeconds } Sekunden.
gone = Diese Bilder gibt es nicht mehr.
confirm =
    🎬 <b>Lebendig machen</b>

    Du bekommst ein Video von { $animationSeconds } Sekunden, ohne Ton. Die Bewegung erfindet die KI von FAL: das Gesicht kann sich leicht verändern. In der Datei bleibt eine Kennzeichnung, dass das Video von KI gemacht ist. Was sich bewegt, wählst du unter „⋯ Ändern“.

    Preis: <b>{ CREDITS($price) }</b>
caption = 🎬 Ein Video, von KI aus deinem Bild gemacht.
delivered = 🎬 Fertig! Das Video ist im Chat.
gone-now = Dieses Bild gibt es nicht mehr.

## Plain text: buttons, titles, notices

picture = Bild { $place }
promise = Klappt es nicht, kommen deine Credits zurück.
start = 🎬 Lebendig machen
motion =
    { $isChosen ->
        [yes] ✓{ " " }
       *[no] { "" }
    }{ $motion ->
        [glance] Blick und Lächeln
        [wind] Wind
        [camera] Kamera näher
       *[alive] Sanfter Atem
    }
what =
    { $motion ->
        [glance] Blick und Lächeln
        [wind] Wind
        [camera] Kamera näher
       *[alive] sanfter Atem
    }
many = 🎬 Videos
one = 🎬 Video
file-name = video
preparing = 🧺 Ich bereite das Bild vor
again = 🎬 Video schicken
other = 🎬 Anderes Foto lebendig machen
back = ‹ Zurück
entry-animate = 🎬 Foto animieren
command = Foto animieren
