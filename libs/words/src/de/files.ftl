title =
    <b>🗂️ Meine Dateien</b>{ $of ->
        [none] { "" }
       *[other] { "" } · { $of }
    }

    { $files } { $files ->
        [one] Datei
       *[other] Dateien
    }, { SIZE($bytes) }.{ $quota ->
        [none] { "" } { "" }
       *[other]
            { "" } { SIZE($used) } von { SIZE($quota) } belegt.{ $isNearlyFull ->
                [yes]
                    { "" }

                    ⚠️ { $isFull ->
                        [yes] Kein Platz mehr: neue Fotos und Aufnahmen kann ich vorerst nicht annehmen.
                       *[no] Der Platz wird knapp: bald kann ich keine neuen Fotos und Aufnahmen mehr annehmen.
                    } Lösche, was du nicht brauchst; unter „Dateiart“ siehst du, was am meisten belegt. Aufträge laufen wie gewohnt weiter.

                    { "" }
               *[no] { "" } { "" }
            }
    }Tippe auf eine Datei, um sie anzusehen, noch einmal zu bekommen, weiterzuverwenden oder zu löschen. Suchst du eine von vielen? Schreib ein Wort aus ihrem Titel.
found =
    <b>🔎 { $words }</b>

    { $isAny ->
        [yes] Das habe ich gefunden. Tippe, um es zu öffnen.
       *[no] In keinem Titel steht das. Versuch ein anderes Wort.
    }
none =
    <b>🗂️ Meine Dateien</b>

    Noch nichts da. Hier erscheint alles, was du schickst und was ich für dich mache.
ask-kind = Welche Dateien soll ich zeigen?
file =
    <b>{ $one }</b>{ $name ->
        [none] { "" }
       *[other]
            { "" }
            „{ $name }“
    }

    { $date }, { $size }
sent = Die Datei ist unten 👇
ask-remove =
    <b>Diese Datei löschen?</b>

    { $one }{ $removedWith ->
        [none] { "" }
       *[other] , { $removedWith }
    }

    Bei mir ist sie sofort und endgültig weg. Aus dem Chat nehme ich meine Nachrichten, die nicht älter als { SPAN($deletableMs) } sind: an Älteres lässt mich Telegram nicht heran.
removed = Ich lösche 🗑️
gone = Diese Datei ist gelöscht. Wähle eine andere.
gone-when-asked = Diese Datei ist gelöscht. Wähle eine andere unter „Meine Dateien“.
remove-some-note = Bei mir ist das sofort und endgültig weg. Aus dem Chat nehme ich meine Nachrichten, die nicht älter als { SPAN($deletableMs) } sind: an Älteres lässt mich Telegram nicht heran.

## Plain text: buttons, titles, notices

menu = 🏠 Menü
back = ‹ Zurück
line = { $one } · { $date }, { $size }
# A picture among those of its order: «2 из 8».
numbered = { $number } von { $of }
titled = { $sign } „{ $title }“ · { $date }
everything = 🗂️ Alle Dateien
older = Älter ›
newest = ‹‹ Neueste
kinds = 🔍 Dateiart
all = Alle ({ $files })
of-kind = { $many } ({ $files }): { SIZE($bytes) }
send-again = 📥 Datei schicken
remove = 🗑️ Löschen
remove-surely = 🗑️ Ja, löschen
keep = Behalten
entry-files = 🗂️ Meine Dateien
command-files = Meine Dateien
size = { SIZE($bytes) }
# How many: «3 файла», in the accusative.
some =
    { $count } { $count ->
        [one] Datei
       *[other] Dateien
    }
