ask-one =
    ❓ <b>{ $title ->
        [none] Frag die Aufnahme
       *[other] { $title }
    }</b>

    Schreib eine Frage, zum Beispiel „Was haben wir zur Frist beschlossen?“. Ich antworte mit dem, was gesagt wurde, mit Zitaten und Zeitangaben.
ask-all =
    ❓ <b>Frag alle Aufnahmen</b>

    Schreib eine Frage, zum Beispiel „Was haben wir dem Kunden versprochen?“. Ich suche die Wörter deiner Frage in den Abschriften und antworte mit Zitaten: aus welcher Aufnahme, und wann es gesagt wurde.
bad-question = Eine Frage hat { $questionLengthMin } bis { $questionLengthMax } Zeichen und mindestens ein Wort. Bitte schreib sie noch einmal.
confirm =
    ❓ <b>{ $question }</b>

    { $isToAll ->
        [yes] Ich lese bis zu { $mostPassages } Stellen aus allen Aufnahmen, die ihr am nächsten kommen.
       *[no] Ich lese die ganze Abschrift.
    } Willst du anders fragen, schreib einfach.{ $units ->
        [0] { "" }
        [1] { "" }
       *[other]
            { "" }
            Der Text ist lang: { $units } Teile zu { GROUPED($textUnitCharacters) } Zeichen.
    }

    Preis: <b>{ CREDITS($price) }</b>
gone = Diese Abschrift gibt es nicht mehr.
order-delivered = ❓ Deine Antwort ist fertig.

## Plain text: buttons, titles, notices

promise = Hat niemand davon gesprochen, wird nichts berechnet.
start = ❓ Fragen
more = ❓ Noch etwas fragen
transcripts = 📚 Meine Abschriften
back = ‹ Zurück
menu = 🏠 Menü
flow-title = Frage an eine Aufnahme
order-title = ❓ Frage
order-short-title = ❓ Frage
order-preparing = 🧺 Ich öffne den Text
order-again = ❓ Antwort schicken
