which =
    ✨ <b>Welches Bild soll ich vergrößern?</b>

    Tippe darauf, und ich fange an.{ $numbered ->
        [album] { "" } Die Nummern folgen der Reihenfolge im Album.
        [gaps] { "" } Die Nummern sind wie zuvor; gelöschte Bilder fehlen.
       *[none] { "" }
    }{ $longestSide ->
        [none] { "" }
       *[other] { "" } Längste Seite: { $isAtMost ->
                [yes] bis zu { "" }
               *[no] { "" }
            }{ $longestSide } Pixel.
    }{ $isForAll ->
        [no] { "" } Bilder, die schon größer sind, stehen nicht in der Liste.
       *[yes] { "" }
    } Das Gesicht bleibt gleich. Es kommt als Datei, unkomprimiert.

    Preis: <b>{ CREDITS($price) }</b>
gone = Diese Bilder gibt es nicht mehr.
confirm =
    ✨ <b>Bild vergrößern</b>

    { $longestSide ->
        [none] { "" }
       *[other] Längste Seite: { $longestSide } Pixel. { "" }
    }Das Gesicht bleibt gleich. Es kommt als Datei, unkomprimiert.

    Preis: <b>{ CREDITS($price) }</b>
caption = ✨ Das vergrößerte Bild, in voller Qualität.
order-delivered = ✨ Fertig! Das vergrößerte Bild ist in der Datei.

## Plain text: buttons, titles, notices

picture = ✨ Bild { $place }
other-size =
    📐 { $isAtMost ->
        [yes] bis zu { "" }
       *[no] { "" }
    }{ $size } · { CREDITS($price) }
promise = Klappt es nicht, kommen deine Credits zurück.
start = ✨ Vergrößern
another-idea = 🎨 Neue Idee
size =
    { $isChosen ->
        [yes] ✓
       *[no] { "" }
    }{ $size }
what = bis { $size }
file-name = aisha.jpg
back = ‹ Zurück
menu = 🏠 Menü
flow-title = Vergrößern
file-many = ✨ Vergrößerte Bilder
file-one = ✨ Vergrößertes Bild
file-kept-as = vergrößert
order-title = ✨ Vergrößern
order-short-title = ✨ Vergrößern
order-preparing = 🧺 Ich bereite das Bild vor
