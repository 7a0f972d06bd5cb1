result-refused =
    ⚠️ Dein Auftrag ist fertig, aber Telegram hat das Ergebnis oder einen Teil davon nicht angenommen. Nichts ist verloren: es liegt sicher bei uns, wir klären das und schicken es noch einmal. Du zahlst nicht doppelt.

    Avatare: /avatars, alles andere, was ich gemacht habe: /files, Antworten, Aufträge und Credits: /history. Auftragsnummer für /support: { $orderId }
result-lost =
    ⚠️ Dein Auftrag ist fertig, aber das Ergebnis oder einen Teil davon konnte ich nicht schicken: Die Datei ist bei uns verloren gegangen. Wir wissen davon und klären es, du zahlst nicht doppelt. Wegen der Credits für diesen Auftrag schreib an /support. Auftragsnummer: { $orderId }

    Was noch da ist: Avatare: /avatars, alles andere: /files, Antworten, Aufträge und Credits: /history.
