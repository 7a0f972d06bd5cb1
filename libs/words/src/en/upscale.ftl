which =
    ✨ <b>Which picture should I upscale?</b>

    Tap it, and I’ll start.{ $numbered ->
        [album] { "" } The numbers follow the album’s order.
        [gaps] { "" } The numbers are as before; deleted pictures are skipped.
       *[none] { "" }
    }{ $longestSide ->
        [none] { "" }
       *[other] { "" } Longest side: { $isAtMost ->
                [yes] up to { "" }
               *[no] { "" }
            }{ $longestSide } pixels.
    }{ $isForAll ->
        [no] { "" } Pictures that are already larger than this size are not listed.
       *[yes] { "" }
    } The face stays the same. It comes as a file, uncompressed.

    Price: <b>{ CREDITS($price) }</b>
gone = Those pictures are gone.
confirm =
    ✨ <b>Upscale the picture</b>

    { $longestSide ->
        [none] { "" }
       *[other] Longest side: { $longestSide } pixels. { "" }
    }The face stays the same. It comes as a file, uncompressed.

    Price: <b>{ CREDITS($price) }</b>
caption = ✨ The upscaled picture, in full quality.
order-delivered = ✨ Done! The upscaled picture is in the file.

## Plain text: buttons, titles, notices

picture = ✨ Picture { $place }
other-size =
    📐 { $isAtMost ->
        [yes] up to { "" }
       *[no] { "" }
    }{ $size } · { CREDITS($price) }
promise = If it doesn’t work out, your credits come back.
start = ✨ Upscale
another-idea = 🎨 New idea
size =
    { $isChosen ->
        [yes] ✓
       *[no] { "" }
    }{ $size }
what = up to { $size }
file-name = aisha.jpg
back = ‹ Back
menu = 🏠 Menu
flow-title = Upscale
file-many = ✨ Upscaled
file-one = ✨ Upscaled
file-kept-as = upscaled
order-title = ✨ Upscale
order-short-title = ✨ Upscale
order-preparing = 🧺 Preparing the picture
