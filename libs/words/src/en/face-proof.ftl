gone = This avatar no longer exists.
free = ✅ “{ $name }” isn’t stopped: it can be trained and drawn.
how = <b>How it works:</b> I name two poses, you take two pictures with your phone’s camera and send them at once, all within { $selfiesWithinMinutes } minutes. I compare them with the avatar’s photos and erase them right away; it’s free.
selfie =
    <b>🤳 Selfie { $number } of { $selfiesOfAProof }</b>

    Right now: <b>{ $pose ->
        [straight] look straight into the camera
        [left] turn your head to the left, with both eyes still visible
       *[right] turn your head to the right, with both eyes still visible
    }</b>. Face close up, good light, no glasses or mask, nobody beside you. Send it as an ordinary photo.

    You have { $selfiesWithinMinutes } minutes for both, from the first pose on.
looking = 👀 Comparing… It usually takes seconds; I’ll answer right here.
still-looking = Still comparing, just a moment.
forwarded = That’s a forwarded photo, and I need one taken now. Take it with your camera and send it here.
one-at-a-time = One at a time, please: first this one, then the next.
as-photo = Please send it as an ordinary photo, not as a file.
only-selfies = I’m waiting for a selfie. Changed your mind? Press “Menu”.
passed = ✅ Done: the face of “{ $name }” is confirmed, and the selfies are erased. You can go on.
outcome =
    ❗ { $outcome ->
        [not-fetched] Telegram didn’t give me the picture. Please start again.
        [too-many-at-once] The pictures come too fast. Wait a minute and start again.
        [too-many-today] That was the last of { $proofsADay } tries within a day. Try again a day from now; if you’re in a hurry, or I’m wrong, write to a human: /support
        [unavailable] The comparison failed, and it’s my fault. Start again in a few minutes.
        [no-face] I can’t see a face in the picture. Take it close up and in good light.
        [several-faces] There are several faces in the picture. Take it alone.
        [wrong-pose] That’s not the pose: turn your head clearly, with both eyes still visible; “straight” means straight into the camera.
        [sent-before] I’ve been sent this picture before, or one almost like it. Take a new one, best in another place or another light.
        [another-person] The face in the selfies isn’t like the avatar’s. Take them in good light and without glasses; the avatar’s main photo must show you. If it’s you after all, write to a human: /support
       *[too-late] More than { $selfiesWithinMinutes } minutes have passed. Start again: the poses will be new.
    }

## Plain text: buttons, titles, notices

menu = 🏠 Menu
avatars = 👥 My avatars
begin = 🤳 Take two selfies
review = 🖼️ Look at the photos
try-again = 🤳 Try again
draw = 🎨 Make a picture
go-on = ▶️ Continue
anew = ↩️ Start over
