title = <b>👥 Meine Avatare</b>
none =
    <b>👥 Meine Avatare</b>

    Noch keiner. Zeichnen kann ich dich schon nach einem Selfie, zum Trainieren brauche ich mindestens { $minPhotos } Fotos von dir.
details =
    <b>{ $name }</b>{ $isMain ->
        [yes] { "" } · ⭐ Hauptavatar
       *[no] { "" }
    }
    { $type ->
        [portrait] 👤 Porträt
       *[style] 🎨 Stil
    } · { $status ->
        [draft] 📝 Entwurf
        [photos_uploading] 📸 sammelt Fotos
        [ready_for_training] 🟡 bereit zum Training
        [training] ⏳ wird trainiert
        [completed] ✅ fertig
        [error] ⚠️ nicht gelungen
       *[cancelled] ✖️ abgebrochen
    }
    { $type ->
        [style] Bilder
       *[portrait] Fotos
    }: { $photos } · erstellt: { $created }{ $why ->
        [none] { "" }
       *[other]
            { "" }

            { $why }
    }
gone = Diesen Avatar gibt es nicht mehr.
made-main = Das ist jetzt dein Hauptavatar ⭐
ask-name = Wie soll „{ $name }“ jetzt heißen? { $avatarNameLengthMin } bis { $avatarNameLengthMax } Zeichen.
bad-name = Das geht nicht: ein Name hat { $avatarNameLengthMin } bis { $avatarNameLengthMax } Zeichen.
ask-remove =
    „{ $name }“ endgültig löschen?

    { $isTraining ->
        [yes] Das Training hält an. Was das KI-Modell noch nicht begonnen hat, wird erstattet; was es begonnen hat, wird berechnet, wenn es dafür keine kostenlosen Versuche gibt (für ein Training gibt es meist keine). { "" }
       *[no] { "" }
    }Fotos und Modell verschwinden sofort, der Name und deine Ideen kurz danach; die Kopien beim Trainingsdienst bleiben höchstens noch { SPAN($retentionMsCopyAtFal) }, die Texte meiner Nachrichten höchstens noch { SPAN($retentionMsSentMessage) }. Fertige Bilder und Belege (Datum und Betrag) bleiben, und den Chat selbst speichert Telegram.

drawn-from =
    { $path ->
        [better-references] 📸 Nach { $references } deiner Fotos wird es ähnlicher als mit dem trainierten Modell: zu { $likeness } von { $likenessOutOf }. So zeichne ich, und vor jedem Bild kannst du wählen.
        [references] ⚡ Ich zeichne schon nach { $references } Fotos zugleich.
       *[photo] ⚡ Ich zeichne schon nach einem Foto, und ab { $minReferences } nach mehreren zugleich.
    }

## Plain text: buttons, titles, notices

menu = 🏠 Menü
back = ‹ Meine Avatare
to-avatar = ‹ Zurück
create = ✨ Erstellen
line =
    { $isMain ->
        [yes] ⭐ { "" }
       *[no] { "" }
    }{ $name } · { $status ->
        [draft] 📝 Entwurf
        [photos_uploading] 📸 sammelt Fotos
        [ready_for_training] 🟡 bereit zum Training
        [training] ⏳ wird trainiert
        [completed] ✅ fertig
        [error] ⚠️ nicht gelungen
       *[cancelled] ✖️ abgebrochen
    }
older = Mehr ›
newest = ‹‹ Neueste
stopped = ⏸️ Angehalten: vorerst trainiere und zeichne ich nicht.
why-stopped = ⏸️ Warum, und was tun
make-main = ⭐ Hauptavatar
rename = ✏️ Umbenennen
remove = 🗑️ Löschen
remove-surely = 🗑️ Ja, löschen
keep = Behalten
resume = ▶️ Weiter
retry = 🔁 Noch einmal versuchen
generate = 🎨 Bild erstellen
try-now = ⚡ Gleich zeichnen
entry-avatars = 👥 Meine Avatare
command-avatars = Meine Avatare
