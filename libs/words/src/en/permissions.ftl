ask =
    🔐 <b>{ $name } wants a picture with you</b>

    If you allow it, { $name } can write an idea, and FAL’s AI draws you from the photos of your avatar “{ $avatar }”, beside them and maybe other friends. The photos themselves are seen only by FAL and by Google, whose model draws.

    • The finished picture belongs to the one who ordered it. If you change your mind, you can have it deleted: /permissions.
    • You can take the permission back at any time: /permissions. A picture that isn’t handed over yet then isn’t made.
    • Delete the avatar, and its permissions go too.
    • I draw no children, no nudity and no undressing.
needs-avatar =
    🔐 <b>{ $name } wants a picture with you</b>

    For that you need an avatar of your own: at least { $minReferences } good photos. Create it and open the link again. Or say no: that’s all { $name } learns.
not-open =
    { $trouble ->
        [own] This is your own invitation: send the link to a friend.
        [used] This invitation has been answered: each link is for one person. Ask for a new one.
        [expired] This invitation has expired. Ask for a new link.
       *[unknown] There’s no such invitation. Ask for the link again.
    }
given =
    { $scope ->
        [once] ✅ Allowed: { $name } draws you together once.
       *[always] ✅ Allowed: { $name } may draw you together until you take it back.
    } Changed your mind? /permissions
refused = All right, you can’t be drawn together. { $name } learns that the answer is no.
title = 🔐 <b>Who may draw you together with themselves</b>
given-to = You allowed:
nobody = You haven’t allowed anyone.
line =
    • { $name }: “{ $avatar }”, { $scope ->
        [once] once
       *[always] until you take it back
    }
received-from = You were allowed by:
none-received = Nobody has allowed you yet. Invite a friend: /together
received-line =
    • { $name }, { $scope ->
        [once] once
       *[always] until it’s taken back
    }
link =
    🔗 <b>An invitation for a friend</b>

    { $link }

    Send the link to the friend you’d like to be in a picture with. They answer me in their own chat. The link is for one person and waits for { $invitationLastsDays ->
        [one] { $invitationLastsDays } day
       *[other] { $invitationLastsDays } days
    }.
allowed =
    { $scope ->
        [once] 👯 { $name } lets you draw the two of you together once.
       *[always] 👯 { $name } lets you draw the two of you together.
    }
declined = { $name }: the answer is no. You can’t be drawn together.
drawn-by = In pictures of others:
drawn-line =
    • { $name }: { $count ->
        [one] { $count } picture
       *[other] { $count } pictures
    }
ask-gone =
    🗑️ <b>Delete the pictures with you in them?</b>

    { $name } ordered and paid for them, but they show your face, too. { $count ->
        [one] { $count } picture goes
       *[other] { $count } pictures go
    } from the files of { $name } and, while Telegram lets me ({ SPAN($deletableMs) }), from the chat. { $name } learns that the pictures are gone. I can’t delete what was saved on a phone.
going = Deleting the pictures.
are-gone = There are no such pictures any more.
taken-back = The permission is taken back.

## Plain text: buttons, titles, notices

command = Who may draw you with them
yes =
    { $scope ->
        [once] Once
       *[always] Until I take it back
    }
no = No
avatar =
    { $isChosen ->
        [yes] ✓{ " " }
       *[no] { "" }
    }{ $avatar }
new-avatar = ✨ Create an avatar
take-back = ✖️ Take back permission: { $name }, “{ $avatar }”
remove-pictures =
    🗑️ Delete: { $name } · { $count } { $count ->
        [one] picture
       *[other] pictures
    }
gone-surely = Delete
keep = Keep
share = Send to a friend
share-words = Let’s be drawn together! Open the link and answer Aisha.
older = More ›
newest = ‹‹ Newest
together = 👯 Together in a picture
menu = 🏠 Menu
