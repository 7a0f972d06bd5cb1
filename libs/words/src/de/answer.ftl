looked-at =
    🔎 Ich habe nicht alles gelesen, nur was den Wörtern deiner Frage am nächsten kommt, aus { $recordings } { $recordings ->
        [one] Aufnahme
       *[other] Aufnahmen
    }: { $names }.

## Plain text: buttons, titles, notices

unsupported = ⚠️ in der Aufnahme nicht gefunden
quotes = Wörtlich aus der Aufnahme
quoted = „{ $words }“
untitled = Abschrift, { $date }
deleted = eine gelöschte Abschrift
