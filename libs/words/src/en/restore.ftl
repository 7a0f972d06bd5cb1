ask =
    📷 <b>Send an old or blurred photo with a face</b>

    I’ll make the faces sharp and the photo larger. Black and white, blurred and tiny ones are fine. The photo as it was stays untouched.

    If you have a scan, send it as a file: Telegram won’t compress it then. Looking is free, and I’ll name the price before you order.
done = 📷 Done! The sharp photo is in the file.
original-caption = 🖼️ The photo as it was.
ask-remove = 🗑️ Delete this photo? The sharp photo, the original and the before-and-after picture will be gone, both here and in our storage.
ask-remove-old = 🗑️ Delete this photo? The sharp photo, the original and the before-and-after picture will be gone from our storage. From the chat I’ll take what I sent in the last { SPAN($deletableMs) }; please delete the rest yourself: Telegram doesn’t let me remove older messages.
removed = 🗑️ The photo is deleted, both here and in our storage.
removed-old = 🗑️ The photo is deleted from our storage. Messages older than { SPAN($deletableMs) } are still in this chat: only you can remove them.
confirm =
    📷 <b>Make the photo sharp</b>

    I found { $faces } { $faces ->
        [one] face
       *[other] faces
    }. { $width ->
        [none] { "" }
       *[other] The photo will have { $width }×{ $height } pixels. { "" }
    }I’ll show before and after and send it as a file. What has faded altogether is filled in by AI, so the photo as it was stays beside it.

    Price: <b>{ CREDITS($price) }</b>

## Plain text: buttons, titles, notices

promise = If it doesn’t work out, your credits come back.
start = 📷 Make it sharp
scale =
    { $isChosen ->
        [yes] ✓ { "" }
       *[no] { "" }
    }{ $scale ->
        [x2] ×2
       *[x4] ×4
    } · { $width }×{ $height }
what =
    { $scale ->
        [x2] ×2
       *[x4] ×4
    }
original = 🖼️ Original
original-file = original-photo.jpg
remove = 🗑️ Delete
remove-surely = 🗑️ Yes, delete
keep = Keep
file-many = 📷 Sharp photos
file-one = 📷 Sharp photo
file-name = sharp-photo
file-removed-with = together with the original
order-title = 📷 Sharp photo
order-short-title = 📷 Sharp photo
order-preparing = 🧺 Preparing the photo
order-again = 📷 Send the photo
entry-restore = 📷 Sharp photo
flow-title = Sharp photo
command = Sharpen a photo
