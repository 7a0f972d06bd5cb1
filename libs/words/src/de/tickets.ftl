write =
    <b>💬 Support</b>
    { $number ->
        [none] { "" }
       *[other]
            { "" }
            Anfrage <code>{ $number }</code> ist offen: Ergänze sie, wenn du magst.
    }
    Schreib gleich hier, was passiert ist: Ein Mensch liest es und antwortet in diesem Chat, meist innerhalb eines Tages. Oder so: { $contact }

    { $isBanned ->
        [yes] Geht es um eine Zahlung, nenne Datum und Betrag aus dem Beleg von Telegram. Bitte keine Fotos und Passwörter. Jemand zeichnet dich ohne dein Einverständnis? Schreib auch das hier.
       *[no] Geht es um einen Auftrag oder eine Zahlung, nenne Datum und Betrag aus /history. Bitte keine Fotos und Passwörter. Jemand zeichnet dich ohne dein Einverständnis? /report stoppt den Avatar schneller.
    }
taken =
    { $hasFile ->
        [yes] ✅ Deine Worte habe ich weitergegeben, Anfrage <code>{ $number }</code>. Die Datei selbst nicht: Der Support liest nur Text.
       *[no] ✅ Weitergegeben, Anfrage <code>{ $number }</code>.
    } Die Antwort kommt hierher. Du kannst noch etwas ergänzen.
only-words = Der Support liest nur Text, deshalb habe ich das nicht weitergegeben. Beschreibe in Worten, was hier zu sehen oder zu hören ist. Wenn es auf die Datei selbst ankommt, schick sie an { $contact }
too-long = Das ist zu lang: höchstens { $most } Zeichen, oder teile es auf. Ich habe noch nichts weitergegeben.
too-many = Du hast innerhalb eines Tages { $most } Mal geschrieben, deshalb habe ich das nicht weitergegeben. Die früheren Nachrichten werden gelesen. Wenn es eilt: { $contact }
answer =
    💬 <b>Der Support antwortet</b> · <code>{ $number }</code>

    { $words }
closed = ✅ Anfrage <code>{ $number }</code> ist geschlossen. Ist noch etwas? Schreib: /support

## Plain text: buttons, titles, notices

menu = 🏠 Menü
again = ✍️ Mehr schreiben
command = Einem Menschen schreiben
