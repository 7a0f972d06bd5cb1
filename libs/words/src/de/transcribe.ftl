not-audio = Das ist keine Aufnahme. Schick eine Sprachnachricht, Audio, ein Video oder einen Link zu einer Datei.
listening =
    🎧 Ich höre mir die Aufnahme an, um einen Preis zu nennen…{ $more ->
        [0] { "" }
       *[other]
            { "" }
            Danach noch { $more } { $more ->
                [one] Aufnahme
               *[other] Aufnahmen
            }.
    }
still-listening = Ich höre noch zu. Der Preis erscheint genau hier.
measured = 🎧 Ich habe deine Aufnahme angehört, { LENGTH($seconds) }. Ich kann sie aufschreiben.
no-price = Diese Aufnahme habe ich nicht mehr. Bitte schick sie noch einmal.
refused =
    { $refusal ->
        [not-fetched] 🎙️ Telegram hat mir die Aufnahme nicht gegeben. Versuch es noch einmal oder schick sie erneut.
        [deleted] 🎙️ Diese Aufnahme habe ich nicht mehr: sie wurde gelöscht. Wähle eine andere in „Meine Dateien“ oder schick diese noch einmal.
        [not-a-recording] 🎙️ Das ist keine Aufnahme, oder die Datei ist beschädigt: ich habe keinen Ton darin gefunden. Schick eine Sprachnachricht, Audio oder ein Video.
        [no-sound] 🎙️ Dieses Video hat keinen Ton, es gibt also nichts aufzuschreiben. Schick ein anderes.
        [no-speech] 🎙️ Hier ist es still, oder so leise, dass ich niemanden höre. Schick eine andere Aufnahme.
        [too-long] 🎙️ Diese Aufnahme ist länger als { $longestHours } Stunden. Schick sie in Teilen.
        [too-many-at-once] 🎙️ Ich höre mir noch deine vorigen Aufnahmen an. Warte auf sie und versuch es dann noch einmal.
        [too-many-today] 🎙️ Für jetzt ist es genug: ich höre mir bis zu { $recordingsADay } Aufnahmen in einem Tag kostenlos an, um einen Preis zu nennen. Schick in einem Tag mehr.
        [link-unreachable] 🔗 Über diesen Link habe ich keine Datei bekommen: der Server schweigt, lehnt ab oder ist zu langsam. Prüfe, ob sich der Link ohne Anmeldung öffnet, und versuch es noch einmal.
        [link-not-allowed] 🔗 Solche Links öffne ich nicht: es muss eine einfache https-Adresse im offenen Internet sein, ohne Passwort. Schick einen anderen Link oder die Datei selbst.
        [link-too-large] 🔗 Die Datei hinter diesem Link hat über { $linkMb } MB. Behalte nur den Ton oder teile sie auf, und schick sie noch einmal.
        [link-page] 🔗 Dieser Link führt zu einer Seite, nicht zur Datei selbst. Schick einen direkten Link: den, der die Aufnahme sofort herunterlädt.
        [too-many-links] 🔗 Für jetzt ist es genug: ich lade bis zu { $linksADay } Aufnahmen in einem Tag kostenlos über Links herunter. Schick die Datei hierher oder den Link in einem Tag.
        [storage-full] 🎙️ Kein Platz mehr: ich bewahre schon so viele deiner Dateien auf, wie ich kann. Lösche in /files, was du nicht brauchst („Dateiart“ zeigt, was am meisten belegt), und versuch es noch einmal.
       *[unavailable] 🎙️ Ich konnte die Aufnahme gerade nicht anhören: bei mir ist etwas schiefgegangen. Dieser Versuch zählt nicht. Versuch es in einer Minute noch einmal.
    }{ $more ->
        [0] { "" }
       *[other]
            { "" }
            Danach noch { $more } { $more ->
                [one] Aufnahme
               *[other] Aufnahmen
            }.
    }
one-more = Diese Aufnahme habe ich auch, sie ist die nächste.
enough = Diese kann ich noch nicht nehmen: { $waiting } warten schon. Lass sie aufschreiben und schick diese dann noch einmal.
ask-language =
    🌐 Welche Sprache wird in der Aufnahme gesprochen?

    Meist finde ich das selbst heraus, auch wenn es mehrere sind. Sag es mir, wenn ich mich beim letzten Mal geirrt habe.

    Ukrainisch und Kasachisch hört ein anderes KI-Modell: Es kennt die Sprache, hält aber vielleicht nicht fest, wer spricht.
bad-words = Nötig sind 1 bis { $vocabularyWords } Wörter oder Namen mit Kommas, jedes { $vocabularyLengthMin } bis { $vocabularyLengthMax } Zeichen lang. Bitte schreib sie noch einmal.
list =
    { $words ->
        [none]
            <b>📚 Meine Abschriften</b>

            { $isAny ->
                [yes] Tippe auf eine Abschrift, um sie zu öffnen. Oder schreib ein Wort, und ich finde, wo es gesagt wurde.
               *[no] Noch nichts da. Schick eine Sprachnachricht, und ihr Text erscheint hier.
            }
       *[other]
            <b>🔎 { $words }</b>

            { $isAny ->
                [yes] Das habe ich gefunden. Tippe darauf, um es zu öffnen.
               *[no] Das hat niemand gesagt. Versuch ein anderes Wort aus der Aufnahme.
            }
    }
ask-title =
    ✏️ Wie soll diese Abschrift heißen?{ $title ->
        [none] { "" }
       *[other] { "" } Jetzt heißt sie „{ $title }“.
    }

    Schreib einen Namen mit bis zu { $transcriptTitleLengthMax } Zeichen: auch ihre Dateien heißen dann so.
bad-title = Nötig sind { $transcriptTitleLengthMin } bis { $transcriptTitleLengthMax } Zeichen. Bitte schreib ihn noch einmal.
ask-speaker =
    👤 Wessen Stimme ist das? { $name ->
        [none] Stimme { $label }
       *[other] { $name }
    } sagt: „{ $said }“

    { $known ->
        [0] Schreib den Namen.
       *[other] Schreib den Namen oder tippe auf einen, den du in anderen Abschriften vergeben hast.
    }
bad-speaker = Ein Name hat { $speakerNameLengthMin } bis { $speakerNameLengthMax } Zeichen. Bitte schreib ihn noch einmal.
ask-remove =
    🗑️ Diese Abschrift endgültig löschen?

    Ihr Text, alle ihre Dateien und die Aufnahme verschwinden, dazu jede Antwort, für die ich darin gesucht habe, auch aus „Alle fragen“; aus diesem Chat meine Nachrichten damit, die nicht älter als { SPAN($deletableMs) } sind. Dokumente und Vorgelesenes bleiben, bis du auch sie löschst. In einer Gruppe entfernt die Taste unter dem Text ihn dort. Die Credits für Abschrift und Antworten kommen nicht zurück.
removed = Abschrift gelöscht.
exported =
    📝 { $title ->
        [none] Deine Abschrift
       *[other] { $title }
    }
gone = Diese Abschrift gibt es nicht mehr.
ask =
    🎙️ Schick eine Sprachnachricht, Audio oder ein Video bis { $chatMb } MB (gern als Datei), und ich schreibe auf, was gesagt wird.{ $hasLargerLinks ->
        [yes] { "" } Eine größere Aufnahme, bis { $linkMb } MB, als direkten Link zur Datei.
       *[no] { "" } Ein direkter Link zur Datei geht auch.
    }

    { CREDITS($perMinute) } pro Minute Sprache; lange Stille zählt nicht. Den Preis nenne ich, sobald ich zugehört habe.
too-large =
    Die Aufnahme hat über { $chatMb } MB, mehr gibt Telegram mir nicht. { $hasLargerLinks ->
        [yes] Schick einen direkten Link zur Datei oder komprimiere sie.
       *[no] Komprimiere sie oder schick sie in Teilen.
    }
confirm =
    🎙️ Aufnahme { LENGTH($seconds) }, davon { LENGTH($speech) } Sprache.{ $free ->
        [0]
            { $freeADay ->
                [0] { "" }
               *[other]
                    { $againInMs ->
                        [none] { "" }
                       *[other]
                            { "" }
                            🎁 Deine kostenlose Sprache ist verbraucht; mehr gibt es in { SPAN($againInMs) }.
                    }
            }
       *[other]
            { "" }
            🎁 { $isAllFree ->
                [yes] Kostenlos
               *[no] Davon { LENGTH($free) } kostenlos
            }: { $freeADay ->
                [60] eine Minute
               *[other] { LENGTH($freeADay) }
            } Sprache schenke ich dir einmal am Tag.
    }{ $more ->
        [0] { "" }
       *[other]
            { "" }
            Danach noch { $more } { $more ->
                [one] Aufnahme
               *[other] Aufnahmen
            }.
    }

    Preis: <b>{ $price ->
        [0] kostenlos
       *[other] { CREDITS($price) }
    }</b>
ask-words =
    <b>📖 Meine Wörter</b>

    Namen und Begriffe aus deinen Aufnahmen: wenn ich sie kenne, verschreibe ich mich seltener. Schreib sie mit Kommas, bis zu { $vocabularyWords }.{ $words ->
        [none] { "" }
       *[other]
            { "" }

            Jetzt:
            <code>{ $words }</code>

            Tippe auf die Liste, um sie zu kopieren, ändere sie und schick sie: die neue ersetzt die alte.
    }
opened =
    <b>📝 { $title ->
        [none] Abschrift
       *[other] { $title }
    }</b>
    { $date } · { LENGTH($seconds) }{ $speakers ->
        [0] { "" }
        [1] { "" }
       *[other] { "" } · { $speakers } Stimmen
    }

    { $preview }
delivered =
    { $preview }

    🎧 { LENGTH($seconds) }{ $speakers ->
        [0] { "" }
        [1] { "" }
       *[other] { "" } · { $speakers } Stimmen
    }
who-speaks =
    <b>👥 Wer spricht</b>

    { $voices }

    Tippe auf eine Stimme und schreib einen Namen: er steht dann in allen Dateien dieser Abschrift.
voice-says = <b>{ $name }:</b> „{ $said }“
ask-format =
    📄 In welchem Format? { $hasPdf ->
        [yes] DOCX und PDF sind zum Lesen und Drucken
       *[no] DOCX ist zum Lesen und Drucken (mein PDF kennt die Buchstaben dieser Sprache nicht)
    }, TXT und MD zum Kopieren, SRT und VTT sind Untertitel für ein Video.
order-delivered = 📝 Fertig.
order-incomplete =
    { $isCancelled ->
        [yes] Du hast den Auftrag gestoppt: Hier ist nur, was bis dahin fertig war.
       *[no] ⚠️ Ein Teil der Aufnahme fehlt im Text: Er hat nicht geklappt und wird nicht berechnet. Die Aufnahme liegt in „Meine Dateien“, von dort kannst du sie noch einmal in Text umwandeln lassen.
    }
remove-some-note = Bei mir verschwinden endgültig die Texte, alle ihre Dateien und die Aufnahmen, dazu jede Antwort, für die ich darin gesucht habe, auch aus „Alle fragen“; hier im Chat meine Nachrichten damit, die nicht älter als { SPAN($deletableMs) } sind. Dokumente und Vorgelesenes bleiben, bis du auch sie löschst. In einer Gruppe entfernt die Taste unter dem Text ihn dort. Die Credits für Abschriften und Antworten kommen nicht zurück.

## Plain text: buttons, titles, notices

menu = 🏠 Menü
back = ‹ Zurück
to-offer = 📝 Preis zeigen
again = 🔁 Noch einmal versuchen
following = ⏭️ Nächste Aufnahme
another = 🎙️ Andere Aufnahme
promise = Ohne Sprache wird nichts berechnet.
spoken =
    🌐 Sprache: { $name ->
        [none] automatisch
       *[other] { $name }
    }
any-language = ✨ Automatisch
my-words =
    📖 Meine Wörter{ $known ->
        [0] { "" }
       *[other] : { $known }
    }
erase-words = 🗑️ Meine Wörter löschen
start = 📝 Aufschreiben
what = { LENGTH($seconds) }
mine = 📚 Meine Abschriften
aloud = 🔊 Vorlesen
make-document = 📑 Dokument
ask-it = ❓ Fragen
ask-all = ❓ Alle fragen
all = 📚 Alle Abschriften
to-list = ‹ Zur Liste
rename = ✏️ Benennen
remove = 🗑️ Löschen
speakers = 👥 Wer spricht
voice = Stimme { $label }
remove-surely = 🗑️ Ja, löschen
keep = Behalten
open-it = 📝 Öffnen
as-file = 📄 Datei…
untitled = Abschrift, { $date }
line = { $date } · { $opening }
older = Älter ›
newest = ‹‹ Neueste
file-name = abschrift
recording-many = 🎙️ Aufnahmen
recording-one = 🎙️ Aufnahme
recording-file = aufnahme
use-write-down = 🎙️ Sprache zu Text
use-open-text = 📝 Abschrift
entry-transcribe = 🎙️ Sprache zu Text
entry-transcripts = 📚 Meine Abschriften
command-transcribe = Sprache zu Text
flow-title = Abschrift
transcript-many = 📝 Abschriften
transcript-one = 📝 Abschrift
transcript-file = abschrift
transcript-removed-with = zusammen mit der Aufnahme und den Antworten auf Fragen
order-title = 🎙️ Abschrift
order-short-title = 🎙️ Abschrift
order-preparing = 🧺 Ich bereite die Aufnahme vor
order-again = 📄 Text schicken
order-units = { $minutes } Min.
# How many: «3 расшифровки», in the accusative.
some =
    { $count } { $count ->
        [one] Abschrift
       *[other] Abschriften
    }
