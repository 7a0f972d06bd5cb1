ask-any-idea =
    🎨 <b>A picture without an avatar</b>

    Describe your idea in one line and I’ll draw it in high resolution.{ $hasAvatar ->
        [yes] { "" } Or pick a ready-made look: your avatar will try it on.
       *[no] { "" } To be in the picture yourself, you need an avatar: a selfie will do, { $minPhotos }–{ $maxPhotos } photos look more like you.
    }
ask-idea =
    { $type ->
        [style]
            🎨 Style: <b>{ $avatar }</b>

            Describe your idea in one line and I’ll draw it in this style. Or pick a ready-made look.
       *[portrait]
            🎨 Avatar: <b>{ $avatar }</b>

            Describe your idea in one line: where you are, what you’re doing, the mood. Or pick a ready-made look.
    }
instant =
    { $path ->
        [references] ⚡ For now I draw from { $references } of your photos together: close, but not spot on. A trained avatar is usually closer.
       *[photo] ⚡ For now I draw from one photo: close, but not spot on. From { $minReferences } photos on I draw from several at once, and a trained avatar is usually closer still.
    }
choose-avatar = Which avatar?
idea = 🎨 “{ $idea }”
photo-idea = 🖼️ The idea from your picture: “{ $idea }”
similar-idea = 🎲 Similar to the last ones: “{ $idea }”
reframed-idea = 📐 The same frame in another format: “{ $idea }”
how-to-draw =
    ⚙️ <b>How to draw</b>
    { $hasAvatar ->
        [yes]
            { "" }
            ⚡ Fast is a draft; 💎 best has more detail and takes almost twice as long. The price is the same.
            { "" }
       *[no] { "" }
    }
    { $seed ->
        [none] The frame is new every time. Like a composition? Below the picture: “⋯” → “⚙️ More” → “🔒 Same frame”.
       *[other] 🔒 Frame no. { $seed }: the composition stays similar.
    }
kept-seed = 🔒 Frame no. { $seed } is kept: the composition stays similar.
details =
    ⚙️ <b>How this was drawn</b>

    Frame no. { $seed } · { $aspectRatio }{ $quality ->
        [none] { "" }
       *[other]
            { "" } · { $quality ->
                [fast] ⚡ Fast
                [normal] 👌 Normal
               *[best] 💎 Best
            }
    }

    📐 — the same frame and words in another format.
    🔒 — the same frame for a new idea.
asked =
    { $avatar ->
        [none] { "" }
       *[other] <b>{ $avatar }</b>: { "" }
    }“{ $idea }”{ $ratio ->
        [none] { "" }
       *[other] { "" } · { $ratio }
    }
done = ✨ Done! What next?
originals-below = 📎 The originals in full quality, not compressed by Telegram.
prompt =
    📝 <b>Prompt</b>

    <code>{ $prompt }</code>

    This is how I pictured your idea.

    ✏️ <b>Want to change it?</b> Tap the text to copy it, edit it and send it back: I’ll draw it word for word. English works best, up to { $promptLengthMax } characters.
ask-mark =
    { $mark ->
        [favourite]
            ⭐ <b>Which ones do you love?</b>

            Numbers follow the album. Those with a ✓ are favourites already.
       *[main-photo]
            🖼️ <b>Which picture becomes the face of your avatar?</b>

            Numbers follow the album. You’ll see it in “My avatars”.
    }
now-marked =
    { $mark ->
        [favourite] ⭐ Added to your favourites: “My work” → “Pictures” → “Favourites”.
       *[main-photo] 🖼️ Done! That’s your avatar’s main photo now.
    }
not-marked =
    { $mark ->
        [favourite] Removed from your favourites.
       *[main-photo] OK, your avatar shows a photo from its set again.
    }
no-avatar-to-show = This avatar no longer exists.
gone = That order is gone.
words-gone = The words of this order are gone: they are deleted with its avatar, its pictures or your consent. Please describe the idea again.
idea-gone = Telegram no longer shows me that line. Please type the idea again.
gone-already = These pictures are already deleted.
ask-remove = 🗑️ Delete these pictures? They’ll be gone from this chat and from our storage, enlarged copies too. Edits and videos made of them stay until you delete those as well; so do archives that hold them: in the chat until you delete them, with us for { SPAN($retentionMsArchive) } at most.
ask-remove-old = 🗑️ Delete these pictures? They’ll be gone from our storage, enlarged copies too, and archives that hold them within { SPAN($retentionMsArchive) }. Edits and videos made of them stay until you delete those as well. From the chat I’ll take what I sent in the last { SPAN($deletableMs) }. Please delete the rest and the archives yourself: Telegram doesn’t let me remove older messages.
removed = 🗑️ The pictures are deleted, both here and in our storage.
removed-old = 🗑️ The pictures are deleted from our storage. Messages older than { SPAN($deletableMs) } are still in this chat: only you can remove them.
bad-idea =
    { $isTooLong ->
        [yes] That’s too long: { $length } characters, and { $promptLengthMax } fit. Please make it shorter.
       *[no] A bit short 🙂 Describe the idea in a couple of words at least.
    }
offer =
    { $idea }
    { $avatar ->
        [none] No avatar, in high resolution
       *[other]
            { $isStyle ->
                [yes] Style
               *[no] Avatar
            }: <b>{ $avatar }</b>{ $path ->
                [references] { "" } ⚡ from { $references } photos
                [photo] { "" } ⚡ from one photo
               *[model] { "" }
            }{ $likeness ->
                [none] { "" }
               *[other] { "" } · { $likeness } of { $likenessOutOf } alike
            }
    }{ $enhance ->
        [yes] { "" }
       *[no]
            { "" }
            📝 Word for word, I’ll add nothing
    }

    { $pictureCount } { $pictureCount ->
        [one] picture
       *[other] pictures
    } { $aspectRatio }{ $quality ->
        [fast] { "" } · ⚡ Fast
        [best] { "" } · 💎 Best
        [normal] { "" }
       *[none] { "" }
    } · <b>{ CREDITS($price) }</b>{ $seed ->
        [none] { "" }
       *[other]
            { "" }
            🔒 Frame no. { $seed }
    }

## Plain text: buttons, titles, notices

menu = 🏠 Menu
back = ‹ Back
create = ✨ Create an avatar
other-avatar =
    { $areSeveral ->
        [yes] 👥 Other avatar
       *[no] 👤 Who to draw
    }
without-avatar = 🖼️ Without an avatar
train-it = 🧬 Train it
train-exactly =
    🧬 { $isPromised ->
        [yes] Train it to look more like you
       *[no] Train a model of my face
    } · { CREDITS($price) }
avatar-line =
    { $isMain ->
        [yes] ⭐ { "" }
       *[no] { "" }
    }{ $name }{ $isInstant ->
        [yes] { "" } ⚡ from photos
       *[no] { "" }
    }
# What an avatar is drawn from, on a button of two.
path-label =
    { $path ->
        [model] 🧬 Model
        [references] 📸 { $references } photos
       *[photo] 📷 One photo
    }{ $likeness ->
        [none] { "" }
       *[other] { "" } · { $likeness }/{ $likenessOutOf }
    }
more = ⚙️ More
quality =
    { $quality ->
        [fast] ⚡ Fast
        [normal] 👌 Normal
       *[best] 💎 Best
    }
any-seed = 🔓 New frame
reframe = 📐 { $ratio }
keep-seed = 🔒 Same frame
choice =
    { $isChosen ->
        [yes] ✓{ $label }
       *[no] { $label }
    }
enhance =
    🪄 Add details: { $isOn ->
        [yes] on
       *[no] off
    }
another-way = ‹ New idea
promise = You pay only for what comes out. Changed your mind? Just type another idea.
draw = 🎨 Draw { $count } · { CREDITS($price) }
again =
    { $count ->
        [none] 🔁 Again
       *[other] 🔁 { $count } more
    }
repeat = 🔁 Try again
another-idea = 🎨 New idea
originals = 📎 Originals
original = aisha-{ $place }.{ $ending }
similar = 🎲 Similar
show-prompt = 📝 Prompt
remove = 🗑️ Delete
favourite = ⭐ Favourite
main-photo = 🖼️ Main photo
place =
    { $isOn ->
        [yes] ✓
       *[no] { "" }
    }{ $place }
marked = Done
remove-surely = 🗑️ Yes, delete
keep = Keep
use-draw-similar = 🎲 Similar
flow-title = New picture
entry-generate = 🎨 Make a picture
entry-looks = ✨ Looks
command-generate = Make a picture
order-title = 🎨 Pictures
order-short-title = 🎨 Pictures
order-preparing = 🧺 Thinking up the shot
order-again = 🖼️ Send the pictures
file-many = 🖼️ Pictures
file-one = 🖼️ Picture
file-name = picture
