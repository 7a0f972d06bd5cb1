ask =
    🎬 <b>Send the photo to bring to life</b>

    A portrait, an old snapshot, a cat on the sofa. I’ll make a video of { $animationSeconds } seconds out of it. For a picture I drew, use the button below it, or “My work” → “Pictures”.
which =
    🎬 <b>Which picture should I bring to life?</b>

    I’ll make a video of { $animationSeconds } seconds out of it.
gone = Those pictures are gone.
confirm =
    🎬 <b>Bring to life</b>

    You’ll get a video of { $animationSeconds } seconds, without sound. FAL’s AI invents the motion: the face may change a little. The file keeps a mark that the video was made by AI. What moves is chosen in “⋯ Change”.

    Price: <b>{ CREDITS($price) }</b>
caption = 🎬 A video made by AI from your picture.
delivered = 🎬 Done! The video is in the chat.
gone-now = This picture is gone.

## Plain text: buttons, titles, notices

picture = Picture { $place }
promise = If it doesn’t work out, your credits come back.
start = 🎬 Bring to life
motion =
    { $isChosen ->
        [yes] ✓{ " " }
       *[no] { "" }
    }{ $motion ->
        [glance] A look and a smile
        [wind] Wind
        [camera] Camera closer
       *[alive] Soft breath
    }
what =
    { $motion ->
        [glance] a look and a smile
        [wind] wind
        [camera] camera closer
       *[alive] soft breath
    }
many = 🎬 Videos
one = 🎬 Video
file-name = video
preparing = 🧺 Preparing the picture
again = 🎬 Send the video
other = 🎬 Bring another photo to life
back = ‹ Back
entry-animate = 🎬 Animate a photo
command = Animate a photo
