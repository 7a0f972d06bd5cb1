gone = Diesen Avatar gibt es nicht mehr.
free = ✅ „{ $name }“ ist nicht angehalten: der Avatar kann trainiert und gezeichnet werden.
how = <b>So geht es:</b> ich nenne zwei Posen, du machst zwei Bilder mit der Handykamera und schickst sie sofort, alles innerhalb von { $selfiesWithinMinutes } Minuten. Ich vergleiche sie mit den Fotos des Avatars und lösche sie gleich wieder; das ist kostenlos.
selfie =
    <b>🤳 Selfie { $number } von { $selfiesOfAProof }</b>

    Jetzt gleich: <b>{ $pose ->
        [straight] schau direkt in die Kamera
        [left] dreh den Kopf nach links, beide Augen bleiben sichtbar
       *[right] dreh den Kopf nach rechts, beide Augen bleiben sichtbar
    }</b>. Gesicht nah, gutes Licht, keine Brille oder Maske, niemand neben dir. Schick es als normales Foto.

    Für beide hast du { $selfiesWithinMinutes } Minuten ab der ersten Pose.
looking = 👀 Ich vergleiche… Das dauert meist nur Sekunden, ich antworte gleich hier.
still-looking = Ich vergleiche noch, einen Moment.
forwarded = Das ist ein weitergeleitetes Foto, ich brauche aber eins von jetzt. Mach es mit der Kamera und schick es hierher.
one-at-a-time = Bitte eins nach dem anderen: erst dieses, dann das nächste.
as-photo = Bitte schick es als normales Foto, nicht als Datei.
only-selfies = Ich warte auf ein Selfie. Doch anders überlegt? Tippe auf „Menü“.
passed = ✅ Fertig: das Gesicht von „{ $name }“ ist bestätigt, die Selfies sind gelöscht. Du kannst weitermachen.
outcome =
    ❗ { $outcome ->
        [not-fetched] Telegram hat mir das Bild nicht gegeben. Bitte fang noch einmal an.
        [too-many-at-once] Die Bilder kommen zu schnell. Warte eine Minute und fang noch einmal an.
        [too-many-today] Das war der letzte von { $proofsADay } Versuchen in einem Tag. Versuch es in einem Tag wieder; wenn es eilt oder ich mich irre, schreib einem Menschen: /support
        [unavailable] Der Vergleich ist nicht gelungen, und das liegt an mir. Fang in ein paar Minuten noch einmal an.
        [no-face] Auf dem Bild sehe ich kein Gesicht. Nimm es nah und bei gutem Licht auf.
        [several-faces] Auf dem Bild sind mehrere Gesichter. Nimm dich allein auf.
        [wrong-pose] Das ist nicht die Pose: dreh den Kopf deutlich, aber so, dass beide Augen sichtbar bleiben; „direkt“ heißt direkt in die Kamera.
        [sent-before] Dieses Bild oder ein fast gleiches wurde mir schon geschickt. Mach ein neues, am besten an einem anderen Ort oder bei anderem Licht.
        [another-person] Das Gesicht auf den Selfies ähnelt dem des Avatars nicht. Mach sie bei gutem Licht und ohne Brille; das Hauptfoto des Avatars muss dich zeigen. Bist du es doch, schreib einem Menschen: /support
       *[too-late] Es sind mehr als { $selfiesWithinMinutes } Minuten vergangen. Fang noch einmal an: die Posen werden neu sein.
    }

## Plain text: buttons, titles, notices

menu = 🏠 Menü
avatars = 👥 Meine Avatare
begin = 🤳 Zwei Selfies machen
review = 🖼️ Fotos ansehen
try-again = 🤳 Noch einmal versuchen
draw = 🎨 Bild erstellen
go-on = ▶️ Weiter
anew = ↩️ Neu beginnen
