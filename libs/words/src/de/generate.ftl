ask-any-idea =
    🎨 <b>Ein Bild ohne Avatar</b>

    Beschreibe deine Idee in einer Zeile, und ich zeichne sie in hoher Auflösung.{ $hasAvatar ->
        [yes] { "" } Oder wähle einen fertigen Look: dein Avatar probiert ihn an.
       *[no] { "" } Damit du selbst im Bild bist, brauchst du einen Avatar: Ein Selfie reicht, mit { $minPhotos }–{ $maxPhotos } Fotos wird es ähnlicher.
    }
ask-idea =
    { $type ->
        [style]
            🎨 Stil: <b>{ $avatar }</b>

            Beschreibe deine Idee in einer Zeile, und ich zeichne sie in diesem Stil. Oder wähle einen fertigen Look.
       *[portrait]
            🎨 Avatar: <b>{ $avatar }</b>

            Beschreibe deine Idee in einer Zeile: wo du bist, was du tust, die Stimmung. Oder wähle einen fertigen Look.
    }
instant =
    { $path ->
        [references] ⚡ Noch zeichne ich nach { $references } deiner Fotos zugleich: ähnlich, aber nicht genau getroffen. Ein trainierter Avatar wird meist ähnlicher.
       *[photo] ⚡ Noch zeichne ich nach einem einzigen Foto: ähnlich, aber nicht genau getroffen. Ab { $minReferences } Fotos zeichne ich nach mehreren zugleich, und ein trainierter Avatar wird meist noch ähnlicher.
    }
choose-avatar = Welcher Avatar?
idea = 🎨 „{ $idea }“
photo-idea = 🖼️ Die Idee aus deinem Bild: „{ $idea }“
similar-idea = 🎲 Ähnlich wie die letzten: „{ $idea }“
reframed-idea = 📐 Dasselbe Motiv in einem anderen Format: „{ $idea }“
how-to-draw =
    ⚙️ <b>Wie ich zeichne</b>
    { $hasAvatar ->
        [yes]
            { "" }
            ⚡ Schnell ist ein Entwurf; 💎 beste Qualität hat mehr Details und dauert fast doppelt so lange. Der Preis ist gleich.
            { "" }
       *[no] { "" }
    }
    { $seed ->
        [none] Das Motiv ist jedes Mal neu. Gefällt dir eins? Unter dem Bild: „⋯“ → „⚙️ Mehr“ → „🔒 Gleiches Motiv“.
       *[other] 🔒 Motiv Nr. { $seed }: die Komposition bleibt ähnlich.
    }
kept-seed = 🔒 Motiv Nr. { $seed } ist gemerkt: die Komposition bleibt ähnlich.
details =
    ⚙️ <b>So ist es gezeichnet</b>

    Motiv Nr. { $seed } · { $aspectRatio }{ $quality ->
        [none] { "" }
       *[other]
            { "" } · { $quality ->
                [fast] ⚡ Schnell
                [normal] 👌 Normal
               *[best] 💎 Beste
            }
    }

    📐 — dasselbe Motiv und dieselben Worte in einem anderen Format.
    🔒 — dasselbe Motiv für eine neue Idee.
asked =
    { $avatar ->
        [none] { "" }
       *[other] <b>{ $avatar }</b>: { "" }
    }„{ $idea }“{ $ratio ->
        [none] { "" }
       *[other] { "" } · { $ratio }
    }
done = ✨ Fertig! Wie weiter?
originals-below = 📎 Die Originale in voller Qualität, von Telegram nicht komprimiert.
prompt =
    📝 <b>Prompt</b>

    <code>{ $prompt }</code>

    So habe ich mir deine Idee vorgestellt.

    ✏️ <b>Möchtest du etwas ändern?</b> Tippe auf den Text, um ihn zu kopieren, ändere ihn und schick ihn zurück: ich zeichne ihn Wort für Wort. Am besten auf Englisch, bis zu { $promptLengthMax } Zeichen.
ask-mark =
    { $mark ->
        [favourite]
            ⭐ <b>Welche gefallen dir besonders?</b>

            Die Nummern folgen dem Album. Was ein ✓ hat, ist schon ein Favorit.
       *[main-photo]
            🖼️ <b>Welches Bild wird das Gesicht deines Avatars?</b>

            Die Nummern folgen dem Album. Du siehst es unter „Meine Avatare“.
    }
now-marked =
    { $mark ->
        [favourite] ⭐ Zu den Favoriten hinzugefügt: „Meine Werke“ → „Bilder“ → „Favoriten“.
       *[main-photo] 🖼️ Fertig! Das ist jetzt das Hauptfoto deines Avatars.
    }
not-marked =
    { $mark ->
        [favourite] Aus den Favoriten entfernt.
       *[main-photo] Gut, dein Avatar zeigt wieder ein Foto aus seinem Satz.
    }
no-avatar-to-show = Diesen Avatar gibt es nicht mehr.
gone = Diesen Auftrag gibt es nicht mehr.
words-gone = Die Worte dieses Auftrags gibt es nicht mehr: sie werden mit dem Avatar, den Bildern oder der Einwilligung gelöscht. Bitte beschreib die Idee noch einmal.
idea-gone = Telegram zeigt mir diese Zeile nicht mehr. Bitte schreib die Idee noch einmal.
gone-already = Diese Bilder sind schon gelöscht.
ask-remove = 🗑️ Diese Bilder löschen? Sie verschwinden aus diesem Chat und aus unserem Speicher, vergrößerte Kopien auch. Änderungen und Videos daraus bleiben, bis du auch sie löschst; ebenso Archive mit ihnen: im Chat, bis du sie löschst, bei uns höchstens { SPAN($retentionMsArchive) }.
ask-remove-old = 🗑️ Diese Bilder löschen? Sie verschwinden aus unserem Speicher, vergrößerte Kopien auch; Archive mit ihnen bleiben dort höchstens noch { SPAN($retentionMsArchive) }. Änderungen und Videos daraus bleiben, bis du auch sie löschst. Aus dem Chat nehme ich meine Nachrichten, die nicht älter als { SPAN($deletableMs) } sind. Den Rest und die Archive lösche bitte selbst: ältere Nachrichten lässt mich Telegram nicht entfernen.
removed = 🗑️ Die Bilder sind gelöscht, hier und in unserem Speicher.
removed-old = 🗑️ Die Bilder sind aus unserem Speicher gelöscht. Nachrichten, die älter als { SPAN($deletableMs) } sind, stehen noch in diesem Chat: nur du kannst sie entfernen.
bad-idea =
    { $isTooLong ->
        [yes] Das ist zu lang: { $length } Zeichen, { $promptLengthMax } passen hinein. Bitte kürze es.
       *[no] Etwas kurz 🙂 Beschreibe die Idee wenigstens mit ein paar Worten.
    }
offer =
    { $idea }
    { $avatar ->
        [none] Ohne Avatar, in hoher Auflösung
       *[other]
            { $isStyle ->
                [yes] Stil
               *[no] Avatar
            }: <b>{ $avatar }</b>{ $path ->
                [references] { "" } ⚡ nach { $references } Fotos
                [photo] { "" } ⚡ nach einem Foto
               *[model] { "" }
            }{ $likeness ->
                [none] { "" }
               *[other] { "" } · zu { $likeness } von { $likenessOutOf } ähnlich
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
        [best] { "" } · 💎 Beste
        [normal] { "" }
       *[none] { "" }
    } · <b>{ CREDITS($price) }</b>{ $seed ->
        [none] { "" }
       *[other]
            { "" }
            🔒 Motiv Nr. { $seed }
    }

## Plain text: buttons, titles, notices

menu = 🏠 Menü
back = ‹ Zurück
create = ✨ Avatar erstellen
other-avatar =
    { $areSeveral ->
        [yes] 👥 Anderer Avatar
       *[no] 👤 Wen zeichnen?
    }
without-avatar = 🖼️ Ohne Avatar
train-it = 🧬 Trainieren
train-exactly =
    🧬 { $isPromised ->
        [yes] Trainieren, damit es ähnlicher wird
       *[no] Modell meines Gesichts trainieren
    } · { CREDITS($price) }
avatar-line =
    { $isMain ->
        [yes] ⭐ { "" }
       *[no] { "" }
    }{ $name }{ $isInstant ->
        [yes] { "" } ⚡ nach Fotos
       *[no] { "" }
    }
# What an avatar is drawn from, on a button of two.
path-label =
    { $path ->
        [model] 🧬 Modell
        [references] 📸 { $references } Fotos
       *[photo] 📷 Ein Foto
    }{ $likeness ->
        [none] { "" }
       *[other] { "" } · { $likeness }/{ $likenessOutOf }
    }
more = ⚙️ Mehr
quality =
    { $quality ->
        [fast] ⚡ Schnell
        [normal] 👌 Normal
       *[best] 💎 Beste
    }
any-seed = 🔓 Neues Motiv
reframe = 📐 { $ratio }
keep-seed = 🔒 Gleiches Motiv
choice =
    { $isChosen ->
        [yes] ✓{ $label }
       *[no] { $label }
    }
enhance =
    🪄 Details ergänzen: { $isOn ->
        [yes] ein
       *[no] aus
    }
another-way = ‹ Neue Idee
promise = Du zahlst nur, was gelingt. Doch anders überlegt? Schreib einfach eine andere Idee.
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
similar = 🎲 Ähnlich
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
use-draw-similar = 🎲 Ähnlich
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
