ask =
    🖼️ <b>Send a picture you like</b>

    A film still, a magazine photo, someone’s portrait. I’ll put it into words and draw the same thing with you in it.

    This part is free; only the drawing takes credits. OpenAI sees the picture, and I erase it as soon as it’s described.
no-avatar = 🖼️ To draw you like a picture I need an avatar first: a selfie will do, { $minPhotos }–{ $maxPhotos } photos look more like you.
avatar-first = Nice picture 🙂 But first let’s make an avatar; send it again after that.
refused =
    { $refusal ->
        [not-fetched] 🖼️ Telegram didn’t hand me the picture. Try again, or send it once more.
        [deleted] 🖼️ I no longer have that picture: it was deleted. Choose another one in “My files”, or send this one again.
        [not-a-picture] 🖼️ That’s not a picture, or not a format I know. Send a JPEG, PNG, WebP or HEIC; a plain photo is fine.
        [damaged] 🖼️ The file won’t open; it seems damaged. Send the picture again, or another one.
        [too-large] 🖼️ That picture is too big: { SIZE($maxFileBytes) } at most, please. The easiest way is to send it as a photo, not as a file.
        [too-many-at-once] 🖼️ I’m still looking at your earlier pictures. Wait for those and try again.
        [too-many-today] 🖼️ That’s all for now: I describe up to { $photoIdeasADay } pictures within a day, free of charge. Send more a day from now. You can type an idea right now.
        [not-decent] 🖼️ I won’t draw from a picture like that: nothing explicit, violent, or with somebody’s documents. Send another one.
        [free-work-used-up] 🖼️ What’s free within a day is used up, and I look at pictures for free only. Describe your idea in words, or send the picture a day from now.
        [not-described] 🖼️ I couldn’t find words for this picture. Send another one.
       *[unavailable] 🖼️ I couldn’t look at the picture just now: the service isn’t answering. This try doesn’t count. Try again in a minute.
    }
only-pictures = I’m waiting for a picture here 🖼️ To type an idea instead, go to “Make a picture”.
which =
    🖼️ <b>What should I do with this photo?</b>

    I can draw you just like it. Or make the photo itself sharp, bring it to life, or change it by a sentence. Or start a new avatar with it.
choose-first = First choose what to do with the photo 👇
looking = 🖼️ Looking at the picture… This usually takes a few seconds.
one-at-a-time = One at a time, please: I’m still looking at the last picture.
still-looking = Still looking. Once I’m done, you can change the idea in your own words.
# $russian (String): the idea in Russian.
# $english (String): the idea in English.
described =
    🖼️ <b>The idea from your picture is ready</b>

    “{ $english }”
gone = That idea is gone. Please send the picture again.

## Plain text: buttons, titles, notices

menu = 🏠 Menu
create = ✨ Create an avatar
again = 🔁 Try again
like-this = 🖼️ A picture like this one
new-avatar =
    { $photos ->
        [0] ✨ A new avatar
        [1] ✨ A new avatar
       *[other] ✨ A new avatar: { $photos } photos
    }
to-offer = 🎨 Draw me like that
another = 🖼️ Another picture
use-draw-like-it = 🖼️ Prompt from a photo
entry-photo-prompt = 🖼️ Prompt from a photo
flow-title = Idea from a photo
