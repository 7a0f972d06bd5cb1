coming = 👥 Here comes your link
link =
    👥 <b>Invite a friend</b>

    Send them this link: { $link }

    { $pictures ->
        [0]
            { $purchases ->
                [0] Invitations bring no credits at present.
               *[other] If your friend is new here, both of you get credits:
            }
       *[other]
            If your friend is new here, both of you get credits{ $purchases ->
                [0] :
               *[other] , twice:
            }
            🎨 They get their first picture: each of you gets { CREDITS($picture) } for one more. This counts for up to { $pictures } { $pictures ->
                [one] friend
               *[other] friends
            } a month; beyond that neither of you gets any.
    }{ $purchases ->
        [0] { "" }
       *[other]
            { "" }
            💎 They buy a first pack: you get { CREDITS($inviter) } and they get { CREDITS($friend) }. This counts for up to { $purchases } { $purchases ->
                [one] friend
               *[other] friends
            } a month, too. If that purchase is refunded, both of you lose these credits.
    }

    Came by your link: { $came }. With a first picture: { $drew }. Bought: { $bought }. You got: { CREDITS($gained) }. I show no names.
broken = 👥 Your friend’s link was cut off, so the invitation did not count: it only does when somebody comes for the first time. If you expected credits for it, write to us: /support

## Plain text: buttons, titles, notices

share = Send to a friend
share-words =
    Pictures from your photos, and voice messages as text.{ $friend ->
        [picture] { "" } If you’re new here, this link gets you extra credits for your first picture.
        [purchase] { "" } If you’re new here, this link gets you extra credits for your first pack.
       *[none] { "" }
    }
back = ‹ Bonuses
command-invite = Invite a friend
