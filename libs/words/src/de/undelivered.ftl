result-refused =
    ⚠️ Dein Auftrag ist fertig, aber Telegram hat das Ergebnis oder einen Teil davon nicht angenommen. Nichts ist verloren: es liegt sicher bei uns, wir klären das und schicken es noch einmal. Du zahlst nicht doppelt.

    Avatare: /avatars, alles andere, was ich gemacht habe: /files, Antworten, Aufträge und Credits: /history. Auftragsnummer für /support: { $orderId }
result-gone =
    ⚠️ Das Ergebnis deines Auftrags oder einen Teil davon konnte ich nicht schicken: die Datei gibt es hier nicht mehr. Hast du sie gelöscht oder war ihre Frist vorbei, ist alles in Ordnung. Wenn nicht, schreib an /support. Auftragsnummer: { $orderId }

    Was noch da ist: Avatare: /avatars, alles andere: /files, Antworten, Aufträge und Credits: /history.
