brief =
    <b>🔒 Zuerst deine Einwilligung</b>

    👀 FAL und OpenAI in den USA verarbeiten Fotos, Stimme und Ideen, ebenso die Hersteller der Modelle, an die FAL eine Anfrage weitergibt.
    ⏳ Fotos und das Modell des Gesichts bleiben, bis du den Avatar löschst; die Stimme { SPAN($retentionMsRecording) }; Fertiges, bis du es löschst.
    🙂 Schick nur Fotos und Stimme von dir oder von einem Erwachsenen, der einverstanden ist: Ich prüfe, wie alt ein Gesicht wirkt und wessen es ist.
    ↩️ Du kannst es dir jederzeit anders überlegen: /privacy.

    Bis du dich entscheidest, öffne ich nichts und gebe nichts weiter.
details =
    <b>🔒 Worin du einwilligst</b>

    Was du schickst, gebe ich an zwei Dienste in den USA weiter:

    📸 <b>FAL</b> (fal.ai) bekommt deine Fotos, trainiert damit ein Modell deines Gesichts, zeichnet deine Ideen und stellt alte Bilder wieder her (das kann auch unser eigener Server tun). Es hört auch deine Sprachaufnahmen und unterscheidet, wer spricht. Die Kopien von Fotos und Aufnahmen bleiben dort höchstens { SPAN($retentionMsCopyAtFal) }, der Text einer Aufnahme { SPAN($retentionMsRecordAtFal) }. Einen Teil der Arbeit tun die Hersteller der Modelle, denen FAL die Anfrage weitergibt: Google zeichnet nach mehreren Fotos und verändert Bilder, Black Forest Labs ohne Avatar, xAI hört zu, Inworld liest vor.
    🎙️ <b>OpenAI</b> hört kurze Sprachaufnahmen und solche, mit denen FAL nicht fertig wurde oder deren Sprache man ihm nicht vorgeben kann, liest deine Ideen, schreibt Dokumente und Antworten aus deinen Abschriften und Dateien und sieht sich Bilder an, nach denen ich zeichnen oder die ich ändern oder lebendig machen soll, und fertige Bilder auf Fehler. Das alles speichert OpenAI nach eigenen Regeln.
    🔊 Texte, die du vorlesen lässt, gehen an OpenAI oder FAL.

    <b>Wir</b> speichern Fotos und das Modell deines Gesichts, bis du den Avatar löschst; Ideen ebenso lange oder bis du deine Einwilligung widerrufst. Eine Sprachaufnahme: { SPAN($retentionMsRecording) } lang, nachdem ihr Text fertig ist, damit du sie noch einmal anhören kannst; gibt es keinen Text, löschen wir sie sofort. Ein Bild als Vorlage: bis es beschrieben ist. Was ich für dich gemacht habe (Bilder, Texte, Dokumente, Antworten, Vorgelesenes): bis du es löschst.

    🙂 <b>Wessen Gesicht.</b> Deines oder das einer anderen erwachsenen Person, die davon weiß und einverstanden ist. Unser Server misst, wie alt ein Gesicht aussieht und wem es gehört: sind auf den Fotos verschiedene Menschen, hat jemand gebeten, das Gesicht nicht zu zeichnen, oder wird der Avatar gemeldet (/report), bitte ich um zwei Selfies und zeichne ohne sie nichts. Selfies werden sofort gelöscht.

    Stimme und Dateien: auch nur deine eigenen oder mit Einwilligung. Du kannst es dir jederzeit anders überlegen: „Einwilligung widerrufen“ in /privacy löscht deine Avatare, Fotos, Aufnahmen und die Dateien, die du geschickt hast.

    Bis du dich entscheidest, öffne ich nichts und gebe nichts weiter.
then-draw =
    🎨 Danach zeichne ich dich gleich nach diesem Selfie: { $pictures ->
        [one] ein Bild
       *[other] { $pictures } Bilder
    } für { CREDITS($price) }.
offer-changed = Bilder oder Preis haben sich geändert. Bitte lies noch einmal.
first = Zuerst brauche ich deine Einwilligung 👇
go-on = ✅ Danke! Wir machen da weiter, wo wir waren.
send-again = ✅ Danke! Jetzt schick Fotos oder eine Sprachnachricht. Hast du das schon getan, dann bitte noch einmal.
already = Du hast schon eingewilligt 🙂
already-there = ✅ Du hast schon eingewilligt. Widerrufen kannst du in /privacy.
renewed = Die Bedingungen haben sich geändert. Bitte lies sie noch einmal.
declined =
    Kein Problem. Was du geschickt hast, habe ich weder geöffnet noch gespeichert.

    Guthaben, Käufe und Hilfe funktionieren auch so: /menu. Doch anders überlegt? Schick das Foto oder die Sprachnachricht einfach noch einmal.

## Plain text: buttons, titles, notices

agree = ✅ Ich bin mindestens { $adultYears } und willige ein
agree-and-draw = ✅ Das bin ich, bin { $adultYears }+, stimme zu
agree-for-another = 🤝 Ich stimme zu, das Foto zeigt nicht mich
decline = Nicht jetzt
more = 📖 Ausführlich
less = 📄 Kurz
