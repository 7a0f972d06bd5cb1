ask-withdraw =
    <b>Einwilligung widerrufen: Was soll gelöscht werden?</b>

    🗑️ <b>Meine Daten, Bilder behalten.</b> Alle deine Avatare verschwinden sofort: Fotos, Gesichtsmodelle und Entwürfe. Es folgen deine Ideen, Fragen mit ihren Antworten, Sprachaufnahmen und die Dateien, die du geschickt hast; die Kopien bei FAL bleiben höchstens noch { SPAN($retentionMsCopyAtFal) }. Auch dein Austausch mit dem Support wird gelöscht; auf eine offene Anfrage kommt dann keine Antwort mehr. Du behältst deine Credits, Belege und was ich für dich gemacht habe: Bilder, Videos, Texte, Dokumente, Vorgelesenes („Meine Werke“ → „Meine Dateien“).

    🗑️ <b>Wirklich alles.</b> Auch das Fertige verschwindet und alles andere über dich. Die Credits auf dem Konto verfallen; einen unberührten Kauf kannst du dir vorher erstatten lassen. Beträge und Zeitpunkte bleiben unter einer Nummer ohne Namen. Zuerst erkläre ich alles ausführlich und frage noch einmal.

    Laufende Aufträge halten an. Was das KI-Modell noch nicht begonnen hat, wird erstattet; was es begonnen hat, wird berechnet, wenn es dafür keine kostenlosen Versuche gibt (für ein Training gibt es meist keine).
withdrawn = Erledigt: deine Einwilligung ist widerrufen, deine Avatare, Fotos, Aufnahmen und geschickten Dateien werden gelöscht. Dein Austausch mit dem Support ist gelöscht; hast du noch auf eine Antwort gewartet, schreib neu: /support. Bilder und alles andere Fertige liegen noch unter „Meine Dateien“. Guthaben und Käufe funktionieren weiter. Du kannst jederzeit zurückkommen: schick ein Foto oder eine Sprachnachricht, und ich frage wieder. /menu
terms =
    <b>📄 Bedingungen</b>

    • Schick nur deine eigenen Fotos und deine eigene Stimme oder die von Menschen, die einverstanden sind. Dieser Bot ist für Erwachsene ab { $adultYears } Jahren.
    • Das Gesicht anderer Erwachsener nur mit ihrer Einwilligung. Wird es gemeldet (/report), steht der Avatar still, bis die Person, der das Gesicht gehört, das mit zwei Selfies beweist.
    • Verlange nichts, was eine echte Person oder ein Kind sexualisiert, belästigt oder täuscht. Solche Aufträge nehme ich nicht an, und du bekommst deine Credits zurück.
    • Du zahlst nur, was du bekommst; klappt etwas nicht, kommen die Credits von selbst zurück. Sie verfallen nicht und lassen sich nicht in Geld umtauschen.
    • Die Bilder gehören dir. Eine KI zeichnet sie, darum kann die Ähnlichkeit unvollkommen sein; dafür gibt es keine Erstattung. Die Ausnahme ist ein Porträt-Avatar, der dir auch nach einem zweiten, kostenlosen Training nicht ähnlich sieht: seine Credits kommen von selbst zurück.
    • Credits werden für Telegram-Sterne verkauft{ $isCardTaken ->
        [yes] { "" }, Pakete auch per Karte
       *[no] { "" }
    }. Fragen zur Zahlung: /paysupport.
pay-support =
    <b>⭐ Fragen zu einer Zahlung</b>

    Sterne abgebucht, aber keine Credits? Meist kommen sie innerhalb von Sekunden{ $isBanned ->
        [yes] { "" }
       *[no] : sieh in /balance nach
    }. Deine Sterne gehen nicht verloren.
    Möchtest du deine Sterne zurück? Die Taste unten erstattet einen Kauf sofort vollständig, solange keiner seiner Credits ausgegeben ist, der Bonus dafür noch da ist und { $withinDays } { $withinDays ->
        [one] Tag noch nicht vergangen ist
       *[other] Tage noch nicht vergangen sind
    }; höchstens { $atMost } { $atMost ->
        [one] Kauf
       *[other] Käufe
    } in { $perDays } { $perDays ->
        [one] Tag
       *[other] Tagen
    }. Geschenkte Credits werden vor gekauften ausgegeben.{ $isCardTaken ->
        [yes] { "" } Hast du mit Karte bezahlt, erstattet ein Mitarbeiter das Geld auf die Karte, meist in wenigen Tagen.
       *[no] { "" }
    }
    Credits noch nicht da, oder etwas anderes? Schreib uns: { $contact }

    Nenne Datum und Betrag aus dem Beleg von Telegram. Der Support von Telegram selbst kann bei Käufen in diesem Bot nicht helfen.
privacy =
    <b>🔒 Was gespeichert wird und wie lange</b>

    📸 Fotos und das Modell des Gesichts: bis du den Avatar löschst, /avatars. Stimme: { SPAN($retentionMsRecording) }. Geschicktes, aus dem nichts wurde: { SPAN($retentionMsSentPhoto) } oder weniger.
    🗂️ Fertiges: bis du es löschst, „Meine Werke“ → „Meine Dateien“.
    👀 FAL, OpenAI und die Hersteller der Modelle verarbeiten es. Kopien von Fotos und Aufnahmen verschwinden bei FAL binnen { SPAN($retentionMsCopyAtFal) }, OpenAI speichert nach eigenen Regeln.
    🧾 Belege, Zahlungen und die Einwilligung: immer, als Beträge und Zeitpunkte.
    ↩️ Alles bekommen oder löschen: die Tasten unten; Beträge und Zeitpunkte bleiben unter einer Nummer ohne Namen. Sonst: /support.
privacy-details =
    <b>🔒 Was gespeichert wird, ausführlich</b>

    { $kept }

## Plain text: buttons, titles, notices

menu = 🏠 Menü
return-stars = ↩️ Kauf erstatten
back = ‹ Zurück
give-consent = ✅ Lesen und einwilligen
withdraw = 🗑️ Einwilligung widerrufen
report = 🚩 Mein Gesicht, ohne Einwilligung
export-data = 📦 Meine Daten exportieren
erase-data = 🗑️ Alles über mich löschen
withdraw-surely = 🗑️ Daten löschen, Bilder behalten
erase-instead = 🗑️ Wirklich alles löschen
keep = Nichts löschen
entry-privacy = 🔒 Datenschutz
command-privacy = Was gespeichert wird und wie lange
command-terms = Bedingungen
write-here = ✍️ Hier schreiben
command-paysupport = Fragen zu einer Zahlung
privacy-in-full = 📖 Ausführlich
