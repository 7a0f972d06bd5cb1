ask =
    <b>Wessen Gesicht hat „{ $avatar }“?</b>

    Ich frage nur einmal. Ich zeichne nur Erwachsene: dich oder jemanden, der davon weiß und einverstanden ist. Deine Antwort speichere ich beim Avatar.

    Kein Gesicht darf ohne Einwilligung gezeichnet werden: wird es gemeldet (/report), steht der Avatar still, bis die Person, der das Gesicht gehört, das mit zwei Selfies beweist.
no-children = Kinder zeichne ich nicht, auch nicht mit Einwilligung der Eltern. Dir wurde nichts berechnet. Bitte lösche diesen Avatar: /avatars. Über Fotos von Erwachsenen freue ich mich.

## Plain text: buttons, titles, notices

another = Andere Erwachsene müssen davon wissen und einverstanden sein: nach einer Meldung (/report) steht der Avatar still, bis sie ihr Gesicht selbst mit zwei Selfies beweisen.
young = Das Gesicht auf den Fotos wirkt jung: mit deiner Antwort bestätigst du, dass die Person mindestens { $adultYears } Jahre alt ist.
own = 🙋 Das bin ich, mindestens { $adultYears }
agreed = 🤝 Andere erwachsene Person, stimmt zu
child = 🧒 Das ist ein Kind
train = { $start }: das bin ich, mindestens { $adultYears }
train-agreed = 🤝 Trainieren: andere erwachsene Person, stimmt zu
back = ‹ Zurück
