ask =
    📷 <b>Schick ein altes oder unscharfes Foto mit Gesicht</b>

    Ich mache die Gesichter scharf und das Foto größer. Schwarz-weiße, verschwommene und winzige Fotos gehen auch. Das ursprüngliche Foto bleibt unberührt.

    Hast du einen Scan, schick ihn als Datei: dann komprimiert Telegram ihn nicht. Ansehen kostet nichts, und den Preis nenne ich vor dem Auftrag.
done = 📷 Fertig! Das scharfe Foto ist in der Datei.
original-caption = 🖼️ Das Foto, wie es war.
ask-remove = 🗑️ Dieses Foto löschen? Das scharfe, das ursprüngliche und das Bild mit „Vorher“ und „Nachher“ verschwinden, hier und bei uns.
ask-remove-old = 🗑️ Dieses Foto löschen? Das scharfe, das ursprüngliche und das Bild mit „Vorher“ und „Nachher“ verschwinden aus unserem Speicher. Aus dem Chat nehme ich meine Nachrichten, die nicht älter als { SPAN($deletableMs) } sind; den Rest lösche bitte selbst: ältere Nachrichten lässt Telegram mich nicht entfernen.
removed = 🗑️ Das Foto ist gelöscht, hier und bei uns.
removed-old = 🗑️ Das Foto ist aus unserem Speicher gelöscht. Nachrichten, die älter als { SPAN($deletableMs) } sind, stehen noch in diesem Chat: nur du kannst sie entfernen.
confirm =
    📷 <b>Foto scharf machen</b>

    Ich habe { $faces } { $faces ->
        [one] Gesicht
       *[other] Gesichter
    } gefunden. { $width ->
        [none] { "" }
       *[other] Das Foto wird { $width }×{ $height } Pixel groß. { "" }
    }Ich zeige dir Vorher und Nachher und schicke es als Datei. Ganz Verblasstes ergänzt die KI, darum bleibt das ursprüngliche Foto daneben erhalten.

    Preis: <b>{ CREDITS($price) }</b>

## Plain text: buttons, titles, notices

promise = Klappt es nicht, kommen deine Credits zurück.
start = 📷 Scharf machen
scale =
    { $isChosen ->
        [yes] ✓ { "" }
       *[no] { "" }
    }{ $scale ->
        [x2] ×2
       *[x4] ×4
    } · { $width }×{ $height }
what =
    { $scale ->
        [x2] ×2
       *[x4] ×4
    }
original = 🖼️ Original
original-file = originalfoto.jpg
remove = 🗑️ Löschen
remove-surely = 🗑️ Ja, löschen
keep = Behalten
file-many = 📷 Scharfe Fotos
file-one = 📷 Scharfes Foto
file-name = scharfes-foto
file-removed-with = zusammen mit dem Original
order-title = 📷 Scharfes Foto
order-short-title = 📷 Scharfes Foto
order-preparing = 🧺 Ich bereite das Foto vor
order-again = 📷 Foto schicken
entry-restore = 📷 Scharfes Foto
flow-title = Scharfes Foto
command = Scharfes Foto
