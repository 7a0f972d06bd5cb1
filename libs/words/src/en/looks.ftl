no-avatar = ✨ Looks are made for your face, so first an avatar: { $minPhotos }–{ $maxPhotos } photos and a few minutes.
choose-group =
    { $type ->
        [style]
            ✨ <b>Looks</b> · style <b>{ $avatar }</b>

            Ready-made scenes with light and mood: all that’s left is to tap “Draw”. Where to?
       *[portrait]
            ✨ <b>Looks</b> · avatar <b>{ $avatar }</b>

            Clothes, place and light are taken care of: all that’s left is to tap “Draw”. Who will you be today?
    }
look = ✨ “{ $name }”
choose-look =
    <b>{ $group }</b> · { $avatar }

    Numbers match the picture. The face will be yours.
choose-scene =
    <b>{ $group }</b> · { $style }

    Numbers match the picture. I’ll draw it in your style.
session-offer =
    📸 <b>Photo session</b> · { $group }
    Avatar: <b>{ $avatar }</b>

    { $size ->
        [16] 16 shots: every look twice, in two different takes
       *[8] 8 shots: every look of the theme, once each
    }
    <b>{ CREDITS($price) }</b> instead of { $apart } one by one

## Plain text: buttons, titles, notices

looks = ✨ Ready-made looks
look-line = { $number } · { $name }
other-look = ‹ Another look
other-groups = ‹ All themes
session = 📸 Photo session: all these looks
session-idea =
    { $group ->
        [business] Business
        [cinema] Cinema
        [travel] Travel
        [fashion] Fashion
        [fantasy] Fantasy
       *[festive] Festive
    } photo session
session-promise = I shoot one after another and send them all together. If a shot fails, its credits come back.
session-size =
    { $size ->
        [16] 16 shots
       *[8] 8 shots
    }
shoot = 📸 Shoot { $size } · { CREDITS($price) }
to-group = ‹ Back to looks
