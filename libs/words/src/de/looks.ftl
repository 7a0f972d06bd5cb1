no-avatar = ✨ Looks entstehen für dein Gesicht, also zuerst ein Avatar: Ein Selfie reicht, mit { $minPhotos }–{ $maxPhotos } Fotos wird es ähnlicher.
choose-group =
    { $type ->
        [style]
            ✨ <b>Looks</b> · Stil <b>{ $avatar }</b>

            Fertige Szenen mit Licht und Stimmung: du musst nur noch auf „Zeichnen“ tippen. Wohin soll es gehen?
       *[portrait]
            ✨ <b>Looks</b> · Avatar <b>{ $avatar }</b>

            Kleidung, Ort und Licht stehen schon fest: du musst nur noch auf „Zeichnen“ tippen. Wer möchtest du heute sein?
    }
look = ✨ Look „{ $name }“
choose-look =
    <b>{ $group }</b> · { $avatar }

    Die Nummern stehen auf dem Bild. Das Gesicht wird deines.
choose-scene =
    <b>{ $group }</b> · { $style }

    Die Nummern stehen auf dem Bild. Ich zeichne es in deinem Stil.
session-offer =
    📸 <b>Fotosession</b> · { $group }
    Avatar: <b>{ $avatar }</b>

    { $size ->
        [16] 16 Aufnahmen: jeder Look zweimal, in zwei verschiedenen Varianten
       *[8] 8 Aufnahmen: jeder Look des Themas einmal
    }
    <b>{ CREDITS($price) }</b> statt { $apart } bei Einzelbildern

## Plain text: buttons, titles, notices

looks = ✨ Fertige Looks
look-line = { $number } · { $name }
other-look = ‹ Anderer Look
other-groups = ‹ Alle Themen
session = 📸 Fotosession: alle diese Looks
session-idea =
    { $group ->
        [business] Fotosession: Business
        [cinema] Fotosession: Kino
        [travel] Fotosession: Reisen
        [fashion] Fotosession: Mode
        [fantasy] Fotosession: Fantasy
       *[festive] Fotosession: Feste
    }
session-promise = Ich mache eine Aufnahme nach der anderen und schicke alle zusammen. Misslingt eine, kommen ihre Credits zurück.
session-size =
    { $size ->
        [16] 16 Aufnahmen
       *[8] 8 Aufnahmen
    }
shoot = 📸 { $size } aufnehmen · { CREDITS($price) }
to-group = ‹ Zu den Looks
