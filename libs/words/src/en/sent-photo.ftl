refused =
    { $refusal ->
        [not-fetched] 📷 Telegram didn’t hand me the photo. Try again, or send it once more.
        [deleted] 📷 I no longer have that photo, or am about to delete it. Send it again, or choose another one in “My files”.
        [not-a-picture] 📷 That’s not a photo, or not a format I know. Send a JPEG, PNG, WebP or HEIC; a plain photo is fine.
        [damaged] 📷 The file won’t open; it seems damaged. Send the photo again, or another one.
        [too-large] 📷 That file is too big: { SIZE($maxFileBytes) } at most, please. The easiest way is to send it as a photo.
        [too-many-at-once] 📷 I’m still looking at your earlier photos. Wait for those and try again.
        [too-many-today] 📷 That’s all for now: I look at up to { $sentPhotosADay } photos within a day. Send more a day from now.
        [storage-full] 📷 No room left: I already keep as many of your files as I can. Delete what you don’t need in /files (“File types” shows what takes most) and try again.
        [not-decent] 📷 I won’t work on a photo like that: nothing explicit. Send another one.
        [no-face] 📷 I found no face in this photo, and faces are what I make sharp. Send another photo, or scan this one larger.
        [child] 📷 There seems to be a child in the photo. I don’t change photos of children. Send a photo of an adult.
        [known-face] 📷 The person in this photo has asked not to be drawn until they confirm it themselves. Send another one.
        [too-many-faces] 📷 There are more people in this photo than I can look at one by one. Send one with fewer people.
       *[unavailable] 📷 I couldn’t look at the photo just now. This try doesn’t count. Try again in a minute.
    }
only-photos = I’m waiting for a photo here 📷
looking = 📷 Looking at the photo… This usually takes a few seconds.
one-at-a-time = One at a time, please: I’m still looking at the last photo.
still-looking = Still looking at the photo. In a moment I’ll show what comes of it and what it costs.
seen =
    📷 <b>I’ve looked at your photo</b>

    It’s fine: I can show what comes of it and what it costs.
gone = That photo is gone, or about to be. Please send it again.

## Plain text: buttons, titles, notices

menu = 🏠 Menu
again = 🔁 Try again
to-offer = 📷 Show the price
another = 📷 Another photo
