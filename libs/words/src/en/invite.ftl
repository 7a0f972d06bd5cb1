coming = 👥 Here comes your link
link =
    👥 <b>Invite a friend</b>

    Send them this link: { $link }

    When a friend who has never been here buys a first pack, you get { CREDITS($inviter) } and they get { CREDITS($friend) }. If the Stars of that purchase go back, so do the credits.

    Came by your link: { $came }. Bought: { $bought }. You got: { CREDITS($gained) }. I show no names.

## Plain text: buttons, titles, notices

share = Send to a friend
share-words = Pictures from your photos, and voice messages as text. With this link you get extra credits:
back = ‹ Bonuses
command-invite = Invite a friend
