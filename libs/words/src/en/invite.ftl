coming = 👥 Here comes your link
link =
    👥 <b>Invite a friend</b>

    Send them this link: { $link }

    If your friend is new here, both of you get credits{ $most ->
        [0] :
       *[other]
            , twice:
            🎨 They get their first picture: each of you gets { CREDITS($picture) } for one more. This counts for up to { $most } { $most ->
                [one] friend
               *[other] friends
            } a month; beyond that neither of you gets any.
    }
    💎 They buy a first pack: you get { CREDITS($inviter) } and they get { CREDITS($friend) }. If the Stars of that purchase go back, so do these credits.

    Came by your link: { $came }. With a first picture: { $drew }. Bought: { $bought }. You got: { CREDITS($gained) }. I show no names.

## Plain text: buttons, titles, notices

share = Send to a friend
share-words = Pictures from your photos, and voice messages as text. With this link you get extra credits.
back = ‹ Bonuses
command-invite = Invite a friend
