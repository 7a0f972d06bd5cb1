hello =
    Hallo { $name }! 👋 Ich bin Aisha, ein KI-Studio direkt in Telegram.

    🎨 Ein Selfie, eine Zeile, und du bist im Bild: in Paris, auf dem Mond, auf einem Titelblatt.
    🪄 Außerdem: Looks und Fotosessions, Bilder ändern und zu Videos machen, alte Fotos schärfen; Sprache und Treffen zu Text, Protokoll und Antworten; Texte vorlesen.

    { CREDITS($picture) } pro Bild, { CREDITS($minute) } pro Minute Sprache. Du zahlst nur, was du bekommst.
hello-selfie =
    Hallo { $name }! 👋 Ich bin Aisha.
    🤳 <b>Schick mir ein Selfie von dir</b>, Gesicht groß: in einer halben Minute zeichne ich { $pictures ->
        [one] ein Bild von dir
       *[other] { $pictures } Bilder von dir
    }. { CREDITS($price) } aus deinem Geschenk von { CREDITS($gift) } 🎁

    🪄 Außerdem: Looks, Änderungen, Videos, alte Fotos schärfen, Sprache zu Text, Protokolle, Antworten, Vorlesen.
gift = 🎁 <b>{ CREDITS($amount) }</b> geschenkt: probier es aus!
menu = <b>Was möchtest du machen?</b> ✨
switched = 🌐 Ich spreche jetzt Deutsch. Zurück zur vorigen Sprache: /language
by-words = <i>Oder schreib es einfach: „wofür abgebucht“, „Geld zurück“, „Support“, „English“.</i>
drafts = <b>🗂️ Weitere Entwürfe</b>
no-drafts = Keine weiteren Entwürfe 👌
dropped =
    Entwurf verworfen: <b>{ $name }</b>
    { $remains ->
        [none] { "" }
       *[other] { $remains } { "" }
    }Doch nicht? Ich hebe ihn noch { SPAN($retentionMsDroppedDraft) } auf und kann ihn zurückholen.
running =
    Das ist gerade in Arbeit. Was soll ich abbrechen? Schaffe ich es nicht rechtzeitig, kommt das Ergebnis und wird berechnet.{ $areMore ->
        [yes] { "" } Alles Weitere brichst du mit der Taste unter dem jeweiligen Auftrag ab.
       *[no] { "" }
    }
nothing-begun = Gerade gibt es nichts anzuhalten 👌
choose-language = Wähle eine Sprache 🌐
help =
    <b>So funktioniert es</b>

    1️⃣ <b>Avatar.</b> Ich zeichne dich schon nach einem Selfie; nach { $minPhotos }–{ $maxPhotos } Fotos (Gesicht nah, verschiedenes Licht und verschiedene Winkel) trainiere ich ein Modell deines Gesichts. Das Training dauert { $fastAboutMinutes }–{ $bestAboutMinutes } Minuten, ab { CREDITS($training) }.
    2️⃣ <b>Bild.</b> Beschreib deine Idee in einer Zeile, in jeder Sprache, oder schick ein Bild, das dir gefällt; den Rest denke ich mir aus. Je { CREDITS($picture) }, ohne Avatar { CREDITS($pictureWithoutAvatar) }.
    3️⃣ <b>Text.</b> Schick eine Sprachnachricht, Audio, ein Video oder einen Link zu einer Aufnahme, und du bekommst den Text: { CREDITS($minute) } pro Minute Sprache, Stille ist kostenlos. Aus dem Text oder aus deiner Datei mache ich ein Dokument: Protokoll, Aufgabenliste, Brief. Und ich beantworte Fragen zu Abschriften. In einer Gruppe antworte mit /text auf eine Sprachnachricht: /groups.
    4️⃣ <b>Vorlesen.</b> Schick einen Text, ich lese ihn vor: /speak.
    5️⃣ <b>Scharfes Foto.</b> Ein altes oder unscharfes Foto mit Gesicht wird scharf und größer.

    💳 Den Preis siehst du vor der Bestellung. Klappt etwas nicht, kommen die Credits von selbst zurück.
    🔒 Was ich speichere, wie lange, und welche Dienste es sehen: /privacy. Eine Datei löschen: /files, einen Avatar: /avatars.

    /cancel hält an, was läuft, /support führt zu einem Menschen, /report, wenn dein Gesicht ohne deine Einwilligung verwendet wird.
storey-title =
    { $storey ->
        [create]
            <b>🪄 Gestalten</b>

            Avatare, Bilder und alles, was aus deinem Foto werden kann.
        [photos]
            <b>📸 Mit deinem Foto</b>

            Schick ein Foto direkt hierher, oder wähle, was daraus werden soll.
        [works]
            <b>🗂️ Meine Werke</b>

            Alles, was wir bisher gemacht haben.
        [assistant]
            <b>💼 Büroassistentin</b>

            Die Routine übernehme ich.
       *[settings]
            <b>⚙️ Einstellungen</b>

            Sprache, Guthaben und deine Daten.
            Schreib uns: /support
            Geld zurück: /paysupport
    }

## Plain text: buttons, titles, notices

storey =
    { $storey ->
        [create] 🪄 Gestalten
        [works] 🗂️ Meine Werke
        [assistant] 💼 Assistentin
       *[settings] ⚙️ Einstellungen
    }
to-photos = 📸 Mit deinem Foto
storeys = ☰ Alle Bereiche
drop = ✖️ Verwerfen
drop-named = ✖️ Verwerfen: { $name }
more-drafts = 🗂️ Mehr Entwürfe: { $count }
older-drafts = Mehr ›
restore = ↩️ Zurückholen
to-menu = 🏠 Menü
time-zone = 🌍 Zeitzone
news = 📣 Neuigkeiten
back = ‹ Zurück
report = 🚩 Melden
this-language = 🇩🇪 Deutsch (automatisch übersetzt)
entry-language = 🌐 Sprache und Zeit
entry-help = ❓ Hilfe
command-menu = Menü
command-cancel = Laufendes anhalten
command-language = Sprache wechseln
command-help = Was ich kann
