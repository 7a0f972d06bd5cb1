not-text = Das ist kein Text. Schick eine Datei: TXT, MD, DOCX oder PDF.
too-large = Die Datei hat über { SIZE($maxFileBytes) }, mehr gibt Telegram mir nicht. Schick eine kleinere oder schick sie in Teilen.
reading = 📖 Ich lese die Datei…
still-reading = Ich lese noch. Sobald ich fertig bin, geht es genau hier weiter.
one-at-a-time = Ich lese eine Datei nach der anderen. Schick diese, wenn wir mit der vorigen fertig sind.
read =
    📖 Ich habe deine Datei gelesen. { $usedFor ->
        [document] Ich kann ein Dokument daraus machen.
       *[speech] Ich kann sie vorlesen.
    }
refused = 📖 { $why }

## Plain text: buttons, titles, notices

to-offer =
    { $usedFor ->
        [document] 📑 Dokument wählen
       *[speech] 🔊 Stimme wählen
    }
again = 🔁 Noch einmal versuchen
another-file = 📖 Andere Datei
menu = 🏠 Menü
not-fetched = Telegram hat mir die Datei nicht gegeben. Versuch es noch einmal oder schick sie erneut.
deleted = Diese Datei habe ich nicht mehr: sie wurde gelöscht. Wähle eine andere in „Meine Dateien“ oder schick diese noch einmal.
too-many-at-once = Ich lese noch deine vorigen Dateien. Warte auf sie und versuch es dann noch einmal.
too-many-today = Für jetzt ist es genug: ich lese bis zu { $textsADay } Dateien in einem Tag kostenlos. Schick in einem Tag mehr.
unavailable = Ich konnte die Datei gerade nicht lesen: bei mir ist etwas schiefgegangen, und dieser Versuch zählt nicht. Versuch es in einer Minute noch einmal.
