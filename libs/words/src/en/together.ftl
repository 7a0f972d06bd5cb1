people =
    👯 <b>Together in one picture</b>

    I’ll draw you (“{ $avatar }”) and friends, up to { $maxFriends } of them. Each of them allows it themselves, in their own chat with me, and can take it back at any time.

    { $friends ->
        [0] Nobody has allowed it yet. Invite a friend: I’ll give you a link, and they answer there.
       *[other] Choose who’s with you.
    }
no-avatar =
    👯 <b>Together in one picture</b>

    First you need an avatar of your own: at least { $minReferences } good photos. Then invite friends.
ask-idea =
    💬 <b>What are you doing in the picture?</b>

    With you: { $names }. Describe the scene in one line: “a picnic in an autumn park”, “everyone in suits on the red carpet”. It works best side by side, with faces in view.

    I draw no children, no nudity and no undressing.
confirm =
    👯 <b>Together in one picture</b>

    With you: { $names }
    Idea: <i>{ $idea }</i>

    FAL draws from everyone’s photos. I compare each face with its owner’s photos; if somebody is missing, or a face is a stranger’s, I draw it once more at our cost. The finished picture stays yours, even if a permission is taken back later.

    Price: <b>{ CREDITS($price) }</b>
caption = 👯 This picture was made by AI.
taken-out =
    🗑️ Somebody who is drawn together with you asked to take your common pictures out. { $count ->
        [one] { $count } picture is
       *[other] { $count } pictures are
    } deleted from your files. The credits don’t come back: the pictures were made and handed to you.
delivered = 👯 Done! The picture is in the chat.
link-comes = I’m sending you the link.
too-many = There’s room for { $maxFriends } friends in a picture.
too-many-invitations =
    { $maxOpenInvitations } invitations are waiting for an answer, and that’s the limit. Wait for one: unanswered, it ends after { $invitationLastsDays ->
        [one] { $invitationLastsDays } day
       *[other] { $invitationLastsDays } days
    }.
not-any-more = Somebody took their permission back. Please choose again.
bad-idea =
    { $isTooLong ->
        [yes] Too long: { $length } characters, and { $promptLengthMax } fit. Please make it shorter.
       *[no] A bit short 🙂 Describe the scene in a few words.
    }

## Plain text: buttons, titles, notices

command = A picture with friends
friend =
    { $isChosen ->
        [yes] ✓{ " " }
       *[no] { "" }
    }{ $name }{ $scope ->
        [once] { " " }· once
       *[always] { "" }
    }
invite = ➕ Invite a friend
next = Next ›
permissions = 🔐 Permissions
new-avatar = ✨ Create an avatar
promise = If it doesn’t work, your credits come back.
draw = 👯 Draw
other-idea = 💬 Another idea
many = 👯 Together
one = 👯 Together
file-name = together
preparing = 🧺 Checking permissions
again = 👯 Send the picture
other = 👯 Together again
back = ‹ Back
menu = 🏠 Menu
