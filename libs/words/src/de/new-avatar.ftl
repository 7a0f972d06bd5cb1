choose-subject = Wessen Porträt ist es? Das hilft der Ähnlichkeit.
who-is-there = Wer ist auf diesen Fotos?
ask-name =
    Gib deinem { $type ->
        [style] Stil
       *[portrait] Avatar
    } einen Namen: tippe auf einen oder schreib einen eigenen, { $avatarNameLengthMin } bis { $avatarNameLengthMax } Zeichen.
bad-name = Ein Name braucht { $avatarNameLengthMin } bis { $avatarNameLengthMax } Zeichen. Versuch einen anderen.
ask-photos =
    { $type ->
        [style] 🎨
       *[portrait] 📸
    } <b>{ $name }</b>: schick { $minPhotos } bis { $maxPhotos } { $type ->
        [style] Bilder
       *[portrait] Fotos
    }, einzeln, als Album oder als Dateien.

    Am besten sind { $type ->
        [style] Bilder
       *[portrait] Fotos
    } so:
    { $type ->
        [portrait]
            • verschiedene Tage, Kleidung und Licht
            • das Gesicht groß und scharf, ohne Brille oder Maske
            • niemand sonst im Bild
       *[style]
            • ein Stil, verschiedene Motive
            • groß und scharf, ohne Beschriftungen, Rahmen oder Wasserzeichen
            • Bilder, die du verwenden darfst
    }{ $accepted ->
        [0] { "" }
       *[other]
            { "" }

            { $accepted } von { $maxPhotos } hast du schon, weiter so.
    }
send-photo-please =
    Ich warte gerade auf { $type ->
        [style] Bilder
       *[portrait] Fotos
    }. Doch nicht? Tippe auf „Menü“: der Entwurf bleibt erhalten.
only-photos = Das ist kein Foto. Ein Avatar braucht Bilder: JPEG, PNG, WebP oder HEIC.
file-too-large = Diese Datei hat über { SIZE($maxFileBytes) }, Telegram gibt sie mir nicht. Schick sie als Foto.
count =
    { $type ->
        [style] 🎨
       *[portrait] 📸
    } <b>{ $name }</b>: { $accepted } von { $maxPhotos }
count-of-new = 📸 <b>Neuer Avatar</b>: { $accepted } von { $maxPhotos }
no-idea = Das konnte ich nicht als Idee lesen: ein Satz genügt. Oder schick ein Selfie zu der, die du schon hast.
# $type is left out: both have the same words.
not-enough = Noch nicht genug: bitte noch mindestens { $count }.
photo =
    <b>{ $name }</b> · { $type ->
        [style] Bild
       *[portrait] Foto
    } { $position } von { $of }{ $isMain ->
        [yes]
            { $type ->
                [style] { "" } · ⭐ Hauptbild
               *[portrait] { "" } · ⭐ Hauptfoto
            }
       *[no] { "" }
    }
no-photos =
    Noch keine angenommenen { $type ->
        [style] Bilder
       *[portrait] Fotos
    }.
too-many-unfinished = Du hast schon { $maxUnfinishedAvatars } unfertige Avatare, mehr geht nicht. Stell einen in „Meine Avatare“ fertig oder lösche ihn, dann beginne einen neuen.
removed = Entfernt.
kept-as-me = Gut, es bleibt.
made-main = Das ist jetzt das Hauptbild.
confirm =
    { $type ->
        [style] Stil
       *[portrait] Avatar
    } „<b>{ $name }</b>“ trainieren · { $preset ->
        [fast] schnell
        [balanced] ausgewogen
       *[best] beste Qualität
    } · { $photos } { $type ->
        [style]
            { $photos ->
                [one] Bild
               *[other] Bilder
            }
       *[portrait]
            { $photos ->
                [one] Foto
               *[other] Fotos
            }
    }

    Preis: <b>{ CREDITS($price) }</b>
choose-type =
    <b>Neuer Avatar</b>

    Was möchtest du machen?

    👤 <b>Porträt</b>: dein Gesicht. Jede Idee wird zu einem Foto von dir.
    🎨 <b>Stil</b>: Zeichnungen oder Fotos im Stil deiner Bilder.

    📸 Du brauchst { $minPhotos }–{ $maxPhotos } Fotos; du kannst sie gleich jetzt schicken.
    ⏱️ Training: { $fastAboutMinutes }–{ $bestAboutMinutes } Minuten, ab { CREDITS($fastest) }.
ask-selfie =
    Gefällt mir! 😍 „{ $idea }“

    Schick mir ein Selfie: dein Gesicht groß und scharf, niemand sonst im Bild. Ich zeichne dich für { CREDITS($picture) }{ $isGift ->
        [yes] { "" } aus deinem Geschenk.
       *[no] .
    }
kept-idea = 💡 „{ $idea }“
selfie-accepted =
    ✅ Das Selfie passt! Ich kann dich gleich zeichnen: { $pictures ->
        [one] ein Bild
       *[other] { $pictures } Bilder
    } für { CREDITS($price) }. Mit dem Tippen bestätigst du: Das Selfie zeigt dich, und du bist mindestens { $adultYears }.
selfie-drawn =
    ✅ Das Selfie passt, ich zeichne dich: { $pictures ->
        [one] ein Bild
       *[other] { $pictures } Bilder
    } für { CREDITS($price) }.
selfie-checking =
    🔎 Ich sehe mir das Selfie an…{ $isAgreed ->
        [yes]
            { "" } Passt es, zeichne ich dich gleich: { $pictures ->
                [one] ein Bild
               *[other] { $pictures } Bilder
            } für { CREDITS($price) }.
       *[no] { "" }
    }
selfie-refused = ❌ Dieses Selfie passt nicht; warum, steht in meiner Antwort. Schick ein anderes: dein Gesicht groß und scharf, niemand sonst im Bild.
train-hint =
    { $isPromised ->
        [yes] 🧬 <b>Noch ähnlicher?</b> Das habe ich nach einem Selfie gezeichnet. Schick noch { $missing } Fotos, und ich trainiere ein Modell deines Gesichts: ähnlicher in jeder Szene, dazu Fotosessions. { $fastAboutMinutes }–{ $bestAboutMinutes } Minuten, ab { CREDITS($price) }.
       *[no] 🧬 <b>Lust auf eine ganze Fotosession?</b> Dafür braucht es ein Modell deines Gesichts: Schick noch { $missing } Fotos, und ich trainiere es. { $fastAboutMinutes }–{ $bestAboutMinutes } Minuten, ab { CREDITS($price) }.
    }
# The same with figures: how many of ten pictures look like their person.
train-gain =
    🧬 <b>Noch ähnlicher?</b> Nach einem einzigen Selfie gelingt die Ähnlichkeit bei { $photo } von { $likenessOutOf } Bildern, mit einem trainierten Avatar bei { $model } von { $likenessOutOf }.{ $own ->
        [none] { "" }
       *[other] { "" } Bei deinen: { $own } von { $ownOf }.
    } Schick noch { $missing } Fotos, und ich trainiere ein Modell deines Gesichts; damit gehen auch Fotosessions. { $fastAboutMinutes }–{ $bestAboutMinutes } Minuten, ab { CREDITS($price) }.

    <i>Gezählt an { $pictures } { $pictures ->
        [one] Bild
       *[other] Bildern
    } der letzten { $likenessDays } Tage: Ich vergleiche die Gesichter darauf mit den Fotos.</i>
choose-preset =
    Wie lange soll trainiert werden? Je länger, desto genauer { $type ->
        [style] der Stil
       *[portrait] die Ähnlichkeit
    }.

    Verfügbar: { CREDITS($available) }
file-note = Fotos werden mit ihrem Avatar gelöscht: /avatars → der Avatar → „Löschen“.
trained =
    { $state ->
        [stopped] ✅ Der Avatar <b>{ $name }</b> ist trainiert, aber angehalten: er lässt sich vorerst nicht zeichnen.
        [style] 🎉 Dein Stil <b>{ $name }</b> ist fertig! Beschreib eine beliebige Idee in einer Zeile, und ich zeichne sie in diesem Stil.
       *[portrait] 🎉 Dein Avatar <b>{ $name }</b> ist fertig! Beschreib eine beliebige Idee in einer Zeile, und ich zeichne sie.
    }

## Plain text: buttons, titles, notices

menu = 🏠 Menü
create = ✨ Avatar erstellen
back = ‹ Zurück
type =
    { $type ->
        [portrait] 👤 Porträt
       *[style] 🎨 Stil
    }
it-is-a-style = 🎨 Ein Stil, kein Mensch
subject =
    { $subject ->
        [man] Mann
        [woman] Frau
       *[other] Anderes
    }
unnamed = Avatar
my-style = Mein Stil
new-avatar = Neuer Avatar
draft =
    { $name ->
        [none] Neuer Avatar
       *[other] { $name }
    }{ $photos ->
        [0] { "" }
       *[other]
            , { $photos } { $type ->
                [style]
                    { $photos ->
                        [one] Bild
                       *[other] Bilder
                    }
               *[portrait]
                    { $photos ->
                        [one] Foto
                       *[other] Fotos
                    }
            }
    }
checking =
    🔎 Ich prüfe { $count } { $type ->
        [style]
            { $count ->
                [one] Bild
               *[other] Bilder
            }
       *[portrait]
            { $count ->
                [one] Foto
               *[other] Fotos
            }
    }…
taken =
    ✅ { $count } { $type ->
        [style]
            { $count ->
                [one] Bild
               *[other] Bilder
            }
       *[portrait]
            { $count ->
                [one] Foto
               *[other] Fotos
            }
    } angenommen
at-most = Die ersten { $maxPhotos } passenden kommen in den Satz.
beyond = 🗂️ Übrig: { $count }, der Satz hat schon { $maxPhotos }.
refused = ❌ Nicht angenommen: { $count }. Der Grund steht in meiner Antwort.
advice =
    💡 { $count } { $type ->
        [style]
            { $count ->
                [one] Bild
               *[other] Bilder
            }
       *[portrait]
            { $count ->
                [one] Foto
               *[other] Fotos
            }
    }: { $advice }
refusal = ❌ { $reason }.
refusals = ❌ { $count } von { $of } nicht angenommen:
refused-ones =
    { $type ->
        [style]
            { $count ->
                [one] Bild
               *[other] Bilder
            }
       *[portrait]
            { $count ->
                [one] Foto
               *[other] Fotos
            }
    } { $numbers }: { $reason }
make-of-these =
    { $isEnough ->
        [yes] Einen Avatar aus diesen { $coming } Fotos machen?
       *[no]
            { $coming ->
                [0] Ein Avatar braucht { $minPhotos }–{ $maxPhotos } Fotos, schick andere.
               *[other]
                    Einen Avatar daraus machen?{ $areAll ->
                        [yes] { "" } Du brauchst noch mindestens { $missing }.
                       *[no] { "" }
                    }
            }
    }
make = ✨ Avatar machen
# $type is left out: both have the same words.
more = Noch mindestens { $count } nötig.
enough =
    { $type ->
        [style] Genug zum Trainieren. Je mehr gute Bilder, desto genauer der Stil.
       *[portrait] Genug zum Trainieren. Je mehr gute Fotos, desto größer die Ähnlichkeit.
    }
full = Mehr geht nicht, es kann trainiert werden.
done = ✅ Fertig, weiter
next = ✅ Weiter
try-now = ⚡ Gleich zeichnen
draw-idea = 🎨 { $idea }
without-me = 🖼️ Ohne mich · { CREDITS($price) }
draw-me = 🙋 Das bin ich: { $pictures } zeichnen · { CREDITS($price) }
look =
    { $type ->
        [style] 👀 Bilder ansehen
       *[portrait] 👀 Fotos ansehen
    }
remove = 🗑️ Entfernen
make-main =
    { $type ->
        [style] ⭐ Als Hauptbild
       *[portrait] ⭐ Als Hauptfoto
    }
add-more = 📸 Mehr hinzufügen
not-open = Dieser Avatar lässt sich nicht mehr ändern.
mine = 👥 Meine Avatare
generate = 🎨 Bild machen
it-is-me = 🙋 Das bin auch ich
preset =
    { $preset ->
        [fast] ⚡ Schnell, { $fastAboutMinutes } Min.
        [balanced] ⚖️ Ausgewogen, { $balancedAboutMinutes } Min.
       *[best] 💎 Am besten, { $bestAboutMinutes } Min.
    } · { CREDITS($price) }
promise =
    Klappt es nicht, kommen deine Credits von selbst zurück.{ $guarantee ->
        [holds] { "" } Ist er dir nicht ähnlich, trainiere ich noch einmal kostenlos, und hilft das nicht, bekommst du die Credits zurück.
        [strangers]
            { "" }
            ❗ Einige Fotos scheinen jemand anderen zu zeigen. Mit ihnen kann ich keine Ähnlichkeit versprechen, und dafür gibt es keine Credits zurück: entferne sie oder bestätige, dass du darauf zu sehen bist.
        [used]
            { "" }
            ❗ Ein zweites Training ist einmal in { $guaranteedEveryDays } Tagen kostenlos und schon einem anderen Avatar versprochen: für fehlende Ähnlichkeit bei diesem gibt es keine Credits zurück.
       *[none] { "" }
    }
start = 🚀 Trainieren
command-create = Avatar erstellen
flow-title = Neuer Avatar
flow-remains = Was du geschickt hast, bleibt in „Meine Avatare“.
file-many = 📸 Avatar-Fotos
file-one = 📸 Avatar-Foto
file-name = foto
order-title = 🧬 Avatar-Training
order-short-title = 🧬 Avatar
order-preparing = 🧺 Ich bereite die Fotos vor
