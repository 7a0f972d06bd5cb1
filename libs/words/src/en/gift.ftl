ask =
    💝 <b>Give credits</b>

    You can give credits that you bought: { CREDITS($giveable) } now, and no more than { CREDITS($aDay) } a day.{ $isSessionOffered ->
        [yes] { "" } A photo session is the training of an avatar and { $pictures } pictures, { CREDITS($session) } today.
       *[no] { "" }
    }

    I make a link that one person opens: whoever is first. If nobody opens it within { $days } { $days ->
        [one] day
       *[other] days
    }, the credits come back to you.
nothing = 💝 You can give credits that you bought, and you have too few of these now.{ $isSessionOffered ->
        [yes] { "" } A photo session (the training of an avatar and { $pictures } pictures) costs { CREDITS($session) } today.
       *[no] { "" }
    } Buy a pack in /balance and come back.
enough-today = 💝 That’s all for now: you can give up to { CREDITS($aDay) } within a day. You can give again a day from now.
not-now = 💝 Credits cannot be given away at present. Nothing happened to yours: you can spend them yourself.
confirm = 💝 Give <b>{ CREDITS($amount) }</b>? The credits leave your balance at once, and you get a link for a friend.
confirm-session = 🎁 Give a <b>photo session</b>: { CREDITS($amount) } for an avatar and { $pictures } pictures? The credits leave your balance at once, and you get a link for a friend.
making = 💝 Preparing the gift…
over =
    { $outcome ->
        [opened] 💝 A friend has opened your gift.
        [taken-back] 💝 You have taken this gift back.
        [returned] 💝 Nobody opened this gift, and the credits came back to you.
       *[unknown] 💝 This gift is no longer there.
    }
taking-back = 💝 Taking the gift back…
told =
    { $outcome ->
        [made]
            💝 The gift is ready: <b>{ CREDITS($amount) }</b>. Send the link to whom it is for: { $link }

            One person opens it, whoever is first. If nobody does before { $until }, the credits come back to you.
        [opened] 💝 Your gift of { CREDITS($amount) } was opened.
        [received]
            💝 You have been given <b>{ CREDITS($amount) }</b>!{ $debtPaid ->
                [0] { "" }
               *[other] { "" } Of these, to pay what you owed for refunded purchases: { CREDITS($debtPaid) }.
            } You have { CREDITS($available) }.
        [returned] 💝 Nobody opened the gift, so you got { CREDITS($amount) } back. Your balance is now { CREDITS($available) }.
        [own]
            💝 This gift of <b>{ CREDITS($amount) }</b> is yours, and nobody has opened it yet. Send the link to whom it is for: { $link }

            If nobody opens it before { $until }, the credits come back to you. Changed your mind? Take them back with the button below.
        [taken-back] 💝 You took back the gift of { CREDITS($amount) }. Your balance is now { CREDITS($available) }.
        [too-few] 💝 You cannot give that many: you have fewer bought credits. Nothing was taken.
        [too-many-today] 💝 That’s all for now: no more can be given within a day. Nothing was taken; you can give again a day from now.
        [price-changed] 🎁 The price of a photo session has changed, so no gift was made. Nothing was taken. Tap the button below to see the new one.
        [in-debt] 💝 What you owe for refunded purchases is paid first, then you can give. Nothing was taken.
        [used] 💝 This gift has been opened already: a link is for one person.
        [expired] 💝 This gift has gone back to who made it.
       *[unknown] 💝 There is no such gift. Ask for the link again.
    }
session-made =
    🎁 Your gift is ready. The photo session is <b>{ CREDITS($amount) }</b>, enough today for an avatar and { $pictures } pictures. Send the link to the person it is for: { $link }

    One person opens it, whoever is first. If nobody does before { $until }, the credits come back to you.
session-received =
    🎁 You have been given a <b>photo session</b>: { CREDITS($amount) }.{ $isAvatarPaid ->
        [yes]
            { "" } It is enough for your own avatar{ $pictures ->
                [0] { "" }
                [one] { "" } and { $pictures } picture
               *[other] { "" } and { $pictures } pictures
            }.
       *[no]
            { $pictures ->
                [0] { "" }
                [one] { "" } It is enough for { $pictures } picture.
               *[other] { "" } It is enough for { $pictures } pictures.
            }
    }{ $debtPaid ->
        [0] { "" }
       *[other] { "" } Of these, to pay what you owed for refunded purchases: { CREDITS($debtPaid) }.
    } You have { CREDITS($available) }.

    Start with the avatar: I’ll tell you which photos to send.

## Plain text: buttons, titles, notices

session = 🎁 Give a photo session · { CREDITS($amount) }
session-missing = 🎁 Photo session: { CREDITS($missing) } short
size = { CREDITS($amount) }
yes = 💝 Give { CREDITS($amount) }
back = ‹ Back
bonuses = ‹ Bonuses
menu = 🏠 Menu
buy = 💎 Balance and packs
share = Send the gift
share-words = This is a gift for you: open the link, and the credits are yours.
share-session = A photo session for you: your own avatar and { $pictures } pictures. Open the link, and it is yours.
again = 🎁 Give
take-back = ↩️ Take it back
command-gift = Give credits
