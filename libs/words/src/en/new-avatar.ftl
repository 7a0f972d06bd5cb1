choose-subject = Whose portrait is it? It helps the likeness.
who-is-there = Who is in these photos?
ask-name =
    Name your { $type ->
        [style] style
       *[portrait] avatar
    }: tap a name or type your own, { $avatarNameLengthMin } to { $avatarNameLengthMax } characters.
bad-name = A name needs { $avatarNameLengthMin } to { $avatarNameLengthMax } characters. Try another one.
ask-photos =
    { $type ->
        [style] 🎨
       *[portrait] 📸
    } <b>{ $name }</b>: send { $minPhotos } to { $maxPhotos } { $type ->
        [style] pictures
       *[portrait] photos
    }, one by one, as an album or as files.

    Best { $type ->
        [style] pictures
       *[portrait] photos
    }:
    { $type ->
        [portrait]
            • different days, clothes and light
            • the face large and sharp, no glasses or masks
            • nobody else in the picture
       *[style]
            • one style, different subjects
            • large and sharp, no captions, frames or watermarks
            • pictures you have the right to use
    }{ $accepted ->
        [0] { "" }
       *[other]
            { "" }

            You have { $accepted } of { $maxPhotos }, keep going.
    }
send-photo-please =
    I’m waiting for { $type ->
        [style] pictures
       *[portrait] photos
    } now. Changed your mind? Tap “Menu”: the draft is kept.
only-photos = This isn’t a photo. An avatar needs pictures: JPEG, PNG, WebP or HEIC.
file-too-large = This file is over { SIZE($maxFileBytes) }, Telegram won’t give it to me. Send it as a photo.
count =
    { $type ->
        [style] 🎨
       *[portrait] 📸
    } <b>{ $name }</b>: { $accepted } of { $maxPhotos }
count-of-new = 📸 <b>New avatar</b>: { $accepted } of { $maxPhotos }
no-idea = I couldn’t read that as an idea: one phrase is enough. Or send a selfie for the one you have.
# $type is left out: both have the same words.
not-enough = Not enough yet: at least { $count } more, please.
photo =
    <b>{ $name }</b> · { $type ->
        [style] picture
       *[portrait] photo
    } { $position } of { $of }{ $isMain ->
        [yes] { "" } · ⭐ main
       *[no] { "" }
    }
no-photos =
    No accepted { $type ->
        [style] pictures
       *[portrait] photos
    } yet.
too-many-unfinished = You already have { $maxUnfinishedAvatars } unfinished avatars, and that’s the limit. Finish or delete one in “My avatars”, then start a new one.
removed = Removed.
kept-as-me = All right, it stays.
made-main = It’s the main one now.
confirm =
    Train the { $type ->
        [style] style
       *[portrait] avatar
    } “<b>{ $name }</b>” · { $preset } · { $photos } { $type ->
        [style] picture
       *[portrait] photo
    }{ $photos ->
        [one] { "" }
       *[other] s
    }

    Price: <b>{ CREDITS($price) }</b>
choose-type =
    <b>New avatar</b>

    What would you like to make?

    👤 <b>Portrait</b>: your face. Any idea becomes a photo of you.
    🎨 <b>Style</b>: drawings or photos in the style of your pictures.

    📸 You’ll need { $minPhotos }–{ $maxPhotos } photos; you can send them right now.
    ⏱️ Training: { $fastAboutMinutes }–{ $bestAboutMinutes } minutes, from { CREDITS($fastest) }.
ask-selfie =
    Love it! 😍 “{ $idea }”

    Send me one selfie: your face large and sharp, nobody else in it. I’ll draw you for { CREDITS($picture) }{ $isGift ->
        [yes] { "" } out of your gift.
       *[no] .
    }
kept-idea = 💡 “{ $idea }”
selfie-accepted =
    ✅ This selfie works! I can draw you at once: { $pictures ->
        [one] a picture
       *[other] { $pictures } pictures
    } for { CREDITS($price) }. By tapping the button you confirm that the selfie shows you and that you are { $adultYears } or older.
selfie-drawn =
    ✅ This selfie works, I’m drawing you: { $pictures ->
        [one] a picture
       *[other] { $pictures } pictures
    } for { CREDITS($price) }.
selfie-checking =
    🔎 Looking at your selfie…{ $isAgreed ->
        [yes]
            { "" } If it works, I’ll draw you at once: { $pictures ->
                [one] a picture
               *[other] { $pictures } pictures
            } for { CREDITS($price) }.
       *[no] { "" }
    }
selfie-refused = ❌ This selfie doesn’t work; my reply says why. Send another: your face large and sharp, nobody else in it.
train-hint =
    { $isPromised ->
        [yes] 🧬 <b>Want it even closer?</b> So far I draw from one selfie. Send { $missing } more photos and I’ll train a model of your face: more like you in any scene, plus photo sessions. { $fastAboutMinutes }–{ $bestAboutMinutes } minutes, from { CREDITS($price) }.
       *[no] 🧬 <b>Want a whole photo session?</b> It needs a model of your face: send { $missing } more photos and I’ll train one. { $fastAboutMinutes }–{ $bestAboutMinutes } minutes, from { CREDITS($price) }.
    }
# The same with figures: how many of ten pictures look like their person.
train-gain =
    🧬 <b>Want it even closer?</b> In { $photo } of { $likenessOutOf } pictures drawn from one selfie the likeness is good; with a trained avatar, in { $model } of { $likenessOutOf }.{ $own ->
        [none] { "" }
       *[other] { "" } Among yours, in { $own } of { $ownOf }.
    } Send { $missing } more photos and I’ll train a model of your face, which brings photo sessions, too. { $fastAboutMinutes }–{ $bestAboutMinutes } minutes, from { CREDITS($price) }.

    <i>Counted over { $pictures } { $pictures ->
        [one] picture
       *[other] pictures
    } of the last { $likenessDays } days: I compare the faces on them with the photos.</i>
choose-preset =
    How long should it train? The longer, the closer the { $type ->
        [style] style
       *[portrait] likeness
    }.

    Available: { CREDITS($available) }
file-note = Photos are deleted with their avatar: /avatars → the avatar → “Delete”.
trained =
    { $state ->
        [stopped] ✅ The avatar <b>{ $name }</b> is trained, but stopped: it can’t be drawn for now.
        [style] 🎉 Your style <b>{ $name }</b> is ready! Describe any idea in one line and I’ll draw it in this style.
       *[portrait] 🎉 Your avatar <b>{ $name }</b> is ready! Describe any idea in one line and I’ll draw it.
    }

## Plain text: buttons, titles, notices

menu = 🏠 Menu
create = ✨ Create an avatar
back = ‹ Back
type =
    { $type ->
        [portrait] 👤 Portrait
       *[style] 🎨 Style
    }
it-is-a-style = 🎨 It’s a style, not a person
subject =
    { $subject ->
        [man] Man
        [woman] Woman
       *[other] Other
    }
unnamed = Avatar
my-style = My style
new-avatar = New avatar
draft =
    { $name ->
        [none] New avatar
       *[other] { $name }
    }{ $photos ->
        [0] { "" }
       *[other]
            , { $photos } { $type ->
                [style]
                    { $photos ->
                        [one] picture
                       *[other] pictures
                    }
               *[portrait]
                    { $photos ->
                        [one] photo
                       *[other] photos
                    }
            }
    }
checking =
    🔎 Checking { $count } { $type ->
        [style] picture
       *[portrait] photo
    }{ $count ->
        [one] { "" }
       *[other] s
    }…
taken =
    ✅ { $count } { $type ->
        [style] picture
       *[portrait] photo
    }{ $count ->
        [one] { "" }
       *[other] s
    } accepted
at-most = The first { $maxPhotos } that suit go into the set.
beyond = 🗂️ Left over: { $count }, the set already has { $maxPhotos }.
refused = ❌ Didn’t work: { $count }. The reason is in my reply.
advice =
    💡 { $count } { $type ->
        [style] picture
       *[portrait] photo
    }{ $count ->
        [one] { "" }
       *[other] s
    }: { $advice }
refusal = ❌ { $reason }.
refusals = ❌ { $count } of { $of } didn’t work:
refused-ones =
    { $type ->
        [style] Picture
       *[portrait] Photo
    }{ $count ->
        [one] { "" }
       *[other] s
    } { $numbers }: { $reason }
make-of-these =
    { $isEnough ->
        [yes] Make an avatar from these { $coming } photos?
       *[no]
            { $coming ->
                [0] An avatar needs { $minPhotos }–{ $maxPhotos } photos, send some others.
               *[other]
                    Make an avatar from them?{ $areAll ->
                        [yes] { "" } You’ll need at least { $missing } more.
                       *[no] { "" }
                    }
            }
    }
make = ✨ Make the avatar
# $type is left out: both have the same words.
more = At least { $count } more needed.
enough =
    { $type ->
        [style] Enough to train. The more good pictures, the closer the style.
       *[portrait] Enough to train. The more good photos, the closer the likeness.
    }
full = That’s the maximum, ready to train.
done = ✅ Done, next
next = ✅ Next
try-now = ⚡ Draw me now
draw-idea = 🎨 { $idea }
without-me = 🖼️ Without me · { CREDITS($price) }
draw-me = 🙋 It’s me: draw { $pictures } · { CREDITS($price) }
look =
    { $type ->
        [style] 👀 See the pictures
       *[portrait] 👀 See the photos
    }
remove = 🗑️ Remove
# $type is left out: both have the same words.
make-main = ⭐ Make main
add-more = 📸 Add more
not-open = This avatar can no longer be changed.
mine = 👥 My avatars
generate = 🎨 Make a picture
it-is-me = 🙋 That’s me, too
preset =
    { $preset ->
        [fast] ⚡ Fast, { $fastAboutMinutes } min
        [balanced] ⚖️ Balanced, { $balancedAboutMinutes } min
       *[best] 💎 Best, { $bestAboutMinutes } min
    } · { CREDITS($price) }
promise =
    If it doesn’t work out, you’re refunded automatically.{ $guarantee ->
        [holds] { "" } If it isn’t like you, I train it once more for free, and if that doesn’t help, you’re refunded.
        [strangers]
            { "" }
            ❗ Some photos seem to show someone else. With them I can’t promise a likeness, and there’s no refund for it: remove them, or confirm that they show you.
        [used]
            { "" }
            ❗ A second training is free once in { $guaranteedEveryDays } days and already promised to another avatar: this one isn’t refunded for its likeness.
       *[none] { "" }
    }
start = 🚀 Train
command-create = Create an avatar
flow-title = New avatar
flow-remains = What you sent stays in “My avatars”.
file-many = 📸 Avatar photos
file-one = 📸 Avatar photo
file-name = photo
order-title = 🧬 Avatar training
order-short-title = 🧬 Avatar
order-preparing = 🧺 Preparing the photos
