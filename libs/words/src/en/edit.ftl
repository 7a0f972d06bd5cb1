ask =
    ✏️ <b>Send the photo to change</b>

    I’ll take off the glasses, change the outfit or the background: write it in one sentence. For a picture I drew, use the button below it, or “My work” → “Pictures”.
which =
    ✏️ <b>Which picture to change?</b>

    The original stays.
gone = These pictures are gone.
faces =
    🤝 <b>Who is in this photo?</b>

    I compared it with your avatars: at least one face isn’t among them. I change such a photo only if everyone in it is an adult, knows about it and agrees; if it’s you, that’s fine. I’ll keep your answer with the order.
change =
    ✏️ <b>What should change?</b>

    Write it in one sentence, for example: “remove the glasses”, “make the background an evening”, “dress me in a suit”. The face, the pose and everything else stay as they are.

    I don’t undress anyone, put in other people’s faces or change photos of children.
bad-change =
    { $isTooLong ->
        [yes] That’s { $length } { $length ->
            [one] character
           *[other] characters
        }, and I understand up to { $changeLengthMax }. Make it shorter: one change at a time.
       *[no] Write what to change, in { $changeLengthMin } characters at least.
    }
confirm =
    ✏️ <b>Change the picture</b>

    <blockquote>{ $change }</blockquote>
    The original stays, the changed one comes beside it. Then I’ll compare the faces and tell you how alike they are. Want something else? Just write another sentence.

    Price: <b>{ CREDITS($price) }</b>
caption = ✏️ { $change }
caption-forgotten = ✏️ A changed picture
done = ✏️ Done! The changed picture is in the chat, the original is where it was.
likeness =
    { $word ->
        [unlike] 👤 The face came out unlike the original: { $tenths } out of { $likenessOutOf }. The AI redrew it, too. Try again or describe the change differently.
       *[other] 👤 The face is like the original: { $tenths } out of { $likenessOutOf }.
    }
face-lost = 👤 The face of the original can’t be seen in the changed picture. If that’s what you wanted, fine; if not, try again.
before = ↩️ The picture as it was. The changed one is still there, too: it’s in “My files”.
ask-remove = 🗑️ Delete the changed picture? It disappears here and from our storage, along with the copy of a photo you sent. A picture that I drew stays.
ask-remove-old = 🗑️ Delete the changed picture? It disappears from our storage, along with the copy of a photo you sent. From the chat I’ll remove what I sent in the last { SPAN($deletableMs) }; please delete the rest yourself: Telegram doesn’t let me remove older messages.
removed = 🗑️ The changed picture is deleted, here and from our storage.
removed-old = 🗑️ The changed picture is deleted from our storage. Messages older than { SPAN($deletableMs) } are still in the chat: only you can remove them.
too-old = I no longer have this photo, or am about to delete it: I keep what you send for { SPAN($retentionMsSentPhoto) }. Please send it again.
faces-too-old = I change photos of people, and what came of them, for { SPAN($retentionMsSentPhoto) }. Please send the photo again.
gone-now = This picture is gone.

## Plain text: buttons, titles, notices

picture = Picture { $place }
promise = If it fails, the credits come back.
start = ✏️ Change
agree = 🤝 All are adults and agree
disagree = No, I’ll send another photo
suggestion =
    { $suggestion ->
        [glasses] Remove the glasses
        [evening] Make it evening
        [suit] Dress me in a suit
       *[snow] Add snow
    }
another-change = ✏️ Reword
again = 🔁 Again
more = ✏️ Change more
undo = ↩️ As it was
change-before = ✏️ Change it differently
remove = 🗑️ Delete
remove-surely = 🗑️ Yes, delete
keep = Keep
many = ✏️ Edits
file-one = ✏️ Edit
one = ✏️ A changed picture
file-name = changed-picture
file-removed-with = along with the copy of the photo you sent
preparing = 🧺 Checking and preparing the picture
send-again = ✏️ Send the picture
other = ✏️ Change another photo
back = ‹ Back
entry-edit = ✏️ Change a photo
command = Change a photo
