ask-any-idea =
    🎨 <b>Ein Bild ohne Avatar</b>

    Beschreiben Sie Ihre Idee in einer Zeile, ich zeichne sie in hoher Auflösung.{ $hasAvatar ->
        [yes] { "" } Oder wählen Sie einen fertigen Look: Ihr Avatar probiert ihn an.
       *[no] { "" } Damit Sie selbst im Bild sind, braucht es einen Avatar: { $minPhotos }–{ $maxPhotos } Fotos und ein paar Minuten.
    }
ask-idea =
    { $type ->
        [style]
            🎨 Stil: <b>{ $avatar }</b>

            Beschreiben Sie Ihre Idee in einer Zeile, ich zeichne sie in diesem Stil. Oder wählen Sie einen fertigen Look.
       *[portrait]
            🎨 Avatar: <b>{ $avatar }</b>

            Beschreiben Sie Ihre Idee in einer Zeile: wo Sie sind, was Sie tun, welche Stimmung. Oder wählen Sie einen fertigen Look.
    }
instant = ⚡ Vorerst zeichne ich nach einem Foto: ähnlich, aber nicht genau. Einen trainierten Avatar erkennt jeder.
choose-avatar = Welchen Avatar zeichnen wir?
idea = 🎨 „{ $idea }“
photo-idea = 🖼️ Die Idee aus Ihrem Bild: „{ $idea }“
similar-idea = 🎲 Ähnlich wie die letzten: „{ $idea }“
reframed-idea = 📐 Dieselbe Aufnahme in anderem Format: „{ $idea }“
how-to-draw =
    ⚙️ <b>Wie gezeichnet wird</b>
    { $hasAvatar ->
        [yes]
            { "" }
            ⚡ Schnell ist eine Skizze; 💎 am besten hat mehr Einzelheiten und dauert fast doppelt so lang. Der Preis ist gleich.
            { "" }
       *[no] { "" }
    }
    { $seed ->
        [none] Jede Aufnahme ist neu. Gefällt Ihnen eine, öffnen Sie unter dem Bild „⚙️ Mehr“ und behalten Sie sie für andere Ideen.
       *[other] 🔒 Aufnahme Nr. { $seed }: der Aufbau bleibt ähnlich.
    }
kept-seed = 🔒 Aufnahme Nr. { $seed } ist gemerkt: der Aufbau bleibt ähnlich.
details =
    ⚙️ <b>So wurde das gezeichnet</b>

    Aufnahme Nr. { $seed } · { $aspectRatio }{ $quality ->
        [none] { "" }
       *[other]
            { "" } · { $quality ->
                [fast] ⚡ Schnell
                [normal] 👌 Normal
               *[best] 💎 Am besten
            }
    }

    📐 — dieselbe Aufnahme und dieselben Worte in anderem Format.
    🔒 — dieselbe Aufnahme für eine neue Idee.
asked =
    { $avatar ->
        [none] { "" }
       *[other] <b>{ $avatar }</b>: { "" }
    }„{ $idea }“{ $ratio ->
        [none] { "" }
       *[other] { "" } · { $ratio }
    }
done = ✨ Fertig! Was nun?
originals-below = 📎 Die Originale in voller Qualität, von Telegram nicht komprimiert.
prompt =
    📝 <b>Prompt</b>

    <code>{ $prompt }</code>

    So habe ich mir Ihre Idee vorgestellt.

    ✏️ <b>Möchten Sie etwas ändern?</b> Tippen Sie auf den Text, um ihn zu kopieren, ändern Sie ihn und schicken Sie ihn zurück: ich zeichne ihn Wort für Wort. Am besten auf Englisch, bis zu { $promptLengthMax } Zeichen.
ask-mark =
    { $mark ->
        [favourite]
            ⭐ <b>Welche gefallen Ihnen besonders?</b>

            Die Nummern folgen dem Album. Mit ✓: schon unter den Favoriten.
       *[main-photo]
            🖼️ <b>Welches Bild wird das Gesicht Ihres Avatars?</b>

            Die Nummern folgen dem Album. Sie sehen es unter „Meine Avatare“.
    }
now-marked =
    { $mark ->
        [favourite] ⭐ Unter den Favoriten: „Meine Werke“ → „Bilder“ → „Favoriten“.
       *[main-photo] 🖼️ Fertig! Das ist jetzt das Hauptfoto Ihres Avatars.
    }
not-marked =
    { $mark ->
        [favourite] Aus den Favoriten entfernt.
       *[main-photo] Gut, der Avatar zeigt wieder ein Foto aus seiner Auswahl.
    }
no-avatar-to-show = Diesen Avatar gibt es nicht mehr.
gone = Diesen Auftrag gibt es nicht mehr.
idea-gone = Telegram zeigt mir diese Zeile nicht mehr. Bitte schreiben Sie die Idee noch einmal.
gone-already = Diese Bilder sind schon gelöscht.
ask-remove = 🗑️ Diese Bilder löschen? Sie verschwinden aus diesem Chat und bei uns, vergrößerte Kopien auch. Archive mit ihnen bleiben: im Chat, bis Sie sie löschen, bei uns höchstens { SPAN($retentionMsArchive) }.
ask-remove-old = 🗑️ Diese Bilder löschen? Bei uns verschwinden sie, vergrößerte Kopien auch, und Archive mit ihnen binnen { SPAN($retentionMsArchive) }. Aus dem Chat nehme ich, was ich in den letzten zwei Tagen geschickt habe. Den Rest und die Archive löschen Sie bitte selbst: Älteres lässt Telegram mich nicht entfernen.
removed = 🗑️ Die Bilder sind gelöscht, hier und bei uns.
removed-old = 🗑️ Bei uns sind die Bilder gelöscht. Nachrichten, die älter als zwei Tage sind, stehen noch im Chat: nur Sie können sie entfernen.
bad-idea =
    { $isTooLong ->
        [yes] Das ist zu lang: { $length } Zeichen, es passen { $promptLengthMax }. Bitte kürzen Sie.
       *[no] Etwas kurz 🙂 Beschreiben Sie die Idee mit ein paar Worten.
    }
offer =
    { $idea }
    { $avatar ->
        [none] Ohne Avatar, in hoher Auflösung: bis 2K
       *[other]
            { $isStyle ->
                [yes] Stil
               *[no] Avatar
            }: <b>{ $avatar }</b>{ $isTrained ->
                [yes] { "" }
               *[no] { "" } ⚡ nach einem Foto
            }
    }{ $enhance ->
        [yes] { "" }
       *[no]
            { "" }
            📝 Wort für Wort, ich füge nichts hinzu
    }

    { $pictureCount } { $pictureCount ->
        [one] Bild
       *[other] Bilder
    } { $aspectRatio }{ $quality ->
        [fast] { "" } · ⚡ Schnell
        [best] { "" } · 💎 Am besten
        [normal] { "" }
       *[none] { "" }
    } · <b>{ CREDITS($price) }</b>{ $seed ->
        [none] { "" }
       *[other]
            { "" }
            🔒 Aufnahme Nr. { $seed }
    }

## Plain text: buttons, titles, notices

menu = 🏠 Menü
back = ‹ Zurück
create = ✨ Avatar erstellen
other-avatar =
    { $areSeveral ->
        [yes] 👥 Anderer Avatar
       *[no] 👤 Wen zeichnen
    }
without-avatar = 🖼️ Ohne Avatar
train-it = 🧬 Trainieren
avatar-line =
    { $isMain ->
        [yes] ⭐ { "" }
       *[no] { "" }
    }{ $name }{ $isInstant ->
        [yes] { "" } ⚡ nach einem Foto
       *[no] { "" }
    }
more = ⚙️ Mehr
quality =
    { $quality ->
        [fast] ⚡ Schnell
        [normal] 👌 Normal
       *[best] 💎 Am besten
    }
any-seed = 🔓 Neue Aufnahme
reframe = 📐 { $ratio }
keep-seed = 🔒 Gleiche Aufnahme
choice =
    { $isChosen ->
        [yes] ✓{ $label }
       *[no] { $label }
    }
enhance =
    🪄 Idee verbessern: { $isOn ->
        [yes] an
       *[no] aus
    }
another-way = ‹ Neue Idee
promise = Sie zahlen nur, was gelingt. Doch etwas anderes? Schreiben Sie einfach eine andere Idee.
draw = 🎨 { $count } zeichnen · { CREDITS($price) }
again =
    { $count ->
        [none] 🔁 Noch einmal
       *[other] 🔁 Noch { $count }
    }
repeat = 🔁 Noch einmal versuchen
another-idea = 🎨 Neue Idee
originals = 📎 Originale
original = aisha-{ $place }.{ $ending }
similar = 🎲 Ähnliche
show-prompt = 📝 Prompt
remove = 🗑️ Löschen
favourite = ⭐ Favorit
main-photo = 🖼️ Hauptfoto
place =
    { $isOn ->
        [yes] ✓
       *[no] { "" }
    }{ $place }
marked = Fertig
remove-surely = 🗑️ Ja, löschen
keep = Behalten
use-draw-similar = 🎲 Ähnliche
flow-title = Neues Bild
entry-generate = 🎨 Bild erstellen
entry-looks = ✨ Looks
command-generate = Bild erstellen
order-title = 🎨 Bilder
order-short-title = 🎨 Bilder
order-preparing = 🧺 Ich denke mir die Aufnahme aus
order-again = 🖼️ Bilder schicken
file-many = 🖼️ Bilder
file-one = 🖼️ Bild
file-name = bild
