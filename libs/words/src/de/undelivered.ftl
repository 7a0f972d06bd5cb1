result-refused =
    ⚠️ Dein Auftrag ist fertig, aber Telegram hat das Ergebnis oder einen Teil davon nicht angenommen. Nichts ist verloren: es liegt sicher bei uns, wir klären das und schicken es noch einmal. Du zahlst nicht doppelt.

    Avatare: /avatars, alles andere, was ich gemacht habe: /files, Antworten, Aufträge und Credits: /history. Auftragsnummer für /support: { $orderId }
