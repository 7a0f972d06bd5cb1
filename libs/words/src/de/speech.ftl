ask =
    🔊 <b>Text vorlesen</b>

    Schick einen Text als Nachricht oder als Datei, DOCX, PDF oder TXT, und ich lese ihn vor. Stimme und Tempo wählst du im nächsten Schritt.

    { CREDITS($perPart) } pro { $speechPartCharacters } Zeichen, aufgerundet.
no-words = Hier gibt es keine Wörter zum Vorlesen. Schick einen Text.
too-long = Diese Nachricht habe ich nicht hinzugefügt: Mit ihr hat der Text über { GROUPED($typedSpeechCharacters) } Zeichen. Schick ihn ganz als eine Datei.
no-times = Ich sehe da keine Zeit. Schreib zum Beispiel „0:30–2:15“.
nothing-said = In diesem Abschnitt wird nichts gesagt. Wähle einen anderen.
part-too-long = Auch das sind über { GROUPED($maxSpeechCharacters) } Zeichen. Nimm einen kürzeren Abschnitt.
gone = Das gibt es nicht mehr: Es wurde gelöscht. Schick einen anderen Text.
confirm =
    🔊 <b>Text vorlesen</b>

    { GROUPED($characters) } Zeichen, etwa { LENGTH($seconds) } Ton.
    Du kannst noch etwas anfügen: schick den Rest als Nachricht.

    Preis: <b>{ CREDITS($price) }</b>
confirm-file =
    🔊 <b>Datei vorlesen</b>{ $name ->
        [none] { "" }
       *[other] : { $name }
    }

    { GROUPED($characters) } Zeichen, etwa { LENGTH($seconds) } Ton.

    Preis: <b>{ CREDITS($price) }</b>
sampling = Ich schicke dir die Stimme gleich.
no-free-sample = Diese Stimme hat in dieser Sprache und in diesem Tempo noch niemand gehört, und die Gratis-Proben für alle sind für diesen Tag aufgebraucht. Bitte versuch es in einem Tag.
no-sample = Die Stimme lässt sich gerade nicht anhören: das KI-Modell antwortet nicht. Bitte versuch es in ein paar Minuten noch einmal.
heard-enough = Du hast in einem Tag schon { $aDay }-mal Stimmen angehört. In einem Tag geht es wieder, und bestellen kannst du gleich jetzt.
caption = 🔊 { $title }
ask-part =
    ✂️ <b>Was soll ich vorlesen?</b>

    { $isTooLong ->
        [yes] Alles auf einmal ist zu viel: über { GROUPED($maxSpeechCharacters) } Zeichen. { "" }
       *[no] { "" }
    }Schreib, von welcher bis zu welcher Zeit der Aufnahme, zum Beispiel „0:30–2:15“. In DOCX und PDF stehen die Zeiten an den Absätzen; die ganze Aufnahme dauert { $length }.
confirm-transcript =
    🔊 <b>Abschrift vorlesen</b>{ $stretch ->
        [none] { "" }
       *[other] , { $stretch }
    }

    { GROUPED($characters) } Zeichen, etwa { $length } Ton.

    Preis: <b>{ CREDITS($price) }</b>
sample-of =
    { $voice ->
        [soft] 👩 Sanft
        [bright] 👩 Hell
        [calm] 👨 Ruhig
       *[deep] 👨 Tief
    }, { $speed }×
order-delivered = 🔊 Fertig! Du kannst es gleich hier anhören.
order-incomplete =
    { $isCancelled ->
        [yes] Du hast den Auftrag gestoppt: Hier ist nur der Anfang, der bis dahin fertig war.
       *[no] ⚠️ Das ist nur der Anfang des Textes: Der Rest hat nicht geklappt und wird nicht berechnet. Schick den Rest noch einmal, dann lese ich ihn vor.
    }

## Plain text: buttons, titles, notices

back = ‹ Anderer Text
read-all = 📄 Alles
choose-part = ✂️ Nur einen Teil
promise = Klappt es nicht, kommen deine Credits zurück. Eine KI liest vor: Die Stimme gehört keinem Menschen.
start = 🔊 Vorlesen
voice =
    { $isChosen ->
        [yes] ✓ { "" }
       *[no] { "" }
    }{ $voice ->
        [soft] 👩 Sanft
        [bright] 👩 Hell
        [calm] 👨 Ruhig
       *[deep] 👨 Tief
    }
speed =
    { $isChosen ->
        [yes] ✓
       *[no] { "" }
    }{ $speed }×
listen = 🎧 Gratis-Probe
a-text = Text
a-transcript =
    Abschrift{ $stretch ->
        [none] { "" }
       *[other] , { $stretch }
    }
document = dokument
voice-file = vorgelesen.ogg
mp3-file = vorgelesen.mp3
as-mp3 = 🎵 Als MP3 schicken
another = 🔊 Anderer Text
use-read-transcript = 🔊 Vorlesen
use-read-aloud = 🔊 Vorlesen
flow-title = Vorlesen
entry-speech = 🔊 Text vorlesen
command-speak = Text vorlesen
file-many = 🔊 Vorgelesenes
file-one = 🔊 Vorgelesenes
file-name = vorgelesen
order-title = 🔊 Vorlesen
order-short-title = 🔊 Vorlesen
order-preparing = 🧺 Ich bereite den Text vor
order-again = 🔊 Vorgelesenes schicken
# Everybody hears it of a voice that they try. A sample is made once, so a new sentence is heard in new voices alone.
sample = Hallo! Mit dieser Stimme lese ich deinen Text vor: ruhig, deutlich und bis zum letzten Wort.
