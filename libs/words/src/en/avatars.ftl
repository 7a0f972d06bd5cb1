title = <b>👥 My avatars</b>
none =
    <b>👥 My avatars</b>

    None yet. I can draw you from one selfie; training takes { $minPhotos } photos of you or more.
details =
    <b>{ $name }</b>{ $isMain ->
        [yes] { "" } · ⭐ main
       *[no] { "" }
    }
    { $type ->
        [portrait] 👤 Portrait
       *[style] 🎨 Style
    } · { $status ->
        [draft] 📝 draft
        [photos_uploading] 📸 collecting photos
        [ready_for_training] 🟡 ready to train
        [training] ⏳ training
        [completed] ✅ ready
        [error] ⚠️ failed
       *[cancelled] ✖️ cancelled
    }
    { $type ->
        [style] Pictures
       *[portrait] Photos
    }: { $photos } · created { $created }{ $why ->
        [none] { "" }
       *[other]
            { "" }

            { $why }
    }
gone = This avatar no longer exists.
made-main = This is now your main avatar ⭐
ask-name = What’s the new name for “{ $name }”? { $avatarNameLengthMin } to { $avatarNameLengthMax } characters.
bad-name = That won’t work: a name has { $avatarNameLengthMin } to { $avatarNameLengthMax } characters.
ask-remove =
    Delete “{ $name }”?

    { $isTraining ->
        [yes] Training stops. What the AI model hasn’t begun is refunded; what it has begun is charged if there are no free tries for it (for a training there usually are none). { "" }
       *[no] { "" }
    }Photos, model, name and ideas go, pictures and receipts stay. FAL’s copies go within { SPAN($retentionMsCopyAtFal) }, the texts of my messages within { SPAN($retentionMsSentMessage) }.

drawn-from =
    { $path ->
        [better-references] 📸 Pictures from { $references } of your photos look more like you than those of the trained model: { $likeness } of { $likenessOutOf }. So that is how I draw, and you can choose before every picture.
        [references] ⚡ I can already draw from { $references } photos together.
       *[photo] ⚡ I can already draw from one photo, and from { $minReferences } on from several together.
    }

## Plain text: buttons, titles, notices

menu = 🏠 Menu
back = ‹ My avatars
to-avatar = ‹ Back
create = ✨ Create
line =
    { $isMain ->
        [yes] ⭐ { "" }
       *[no] { "" }
    }{ $name } · { $status ->
        [draft] 📝 draft
        [photos_uploading] 📸 collecting photos
        [ready_for_training] 🟡 ready to train
        [training] ⏳ training
        [completed] ✅ ready
        [error] ⚠️ failed
       *[cancelled] ✖️ cancelled
    }
older = More ›
newest = ‹‹ Newest
stopped = ⏸️ Stopped: I don’t train or draw it for now.
why-stopped = ⏸️ Why, and what to do
make-main = ⭐ Make main
rename = ✏️ Rename
remove = 🗑️ Delete
remove-surely = 🗑️ Yes, delete
keep = Keep
resume = ▶️ Continue
retry = 🔁 Try again
generate = 🎨 Make a picture
try-now = ⚡ Draw me now
entry-avatars = 👥 My avatars
command-avatars = My avatars
