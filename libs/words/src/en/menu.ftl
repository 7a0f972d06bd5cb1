hello =
    Hi { $name }! 👋 I’m Aisha, an AI studio right here in Telegram.

    🎨 One selfie, one line, and you’re in the photo: in Paris, on the Moon, on a magazine cover.
    🪄 Also: looks and photo sessions, pictures changed and made into video, old photos made sharp; voice and meetings into text, minutes and answers; texts read aloud.

    { CREDITS($picture) } a picture, { CREDITS($minute) } a minute of speech. You only pay for what you get.
hello-selfie =
    Hi { $name }! 👋 I’m Aisha.
    🤳 <b>Send me one selfie</b>, face close up: in half a minute I’ll draw { $pictures ->
        [one] a picture of you
       *[other] { $pictures } pictures of you
    }. { CREDITS($price) } out of your gift of { CREDITS($gift) } 🎁

    🪄 Also: looks, edits, video, old photos made sharp, voice to text, minutes, answers, reading aloud.
gift = 🎁 <b>{ CREDITS($amount) }</b> on me: try it out!
menu = <b>What would you like to make?</b> ✨
switched = 🌐 I’m speaking English now. To switch back: /language
by-words = <i>Or just type it: “why was I charged”, “money back”, “support”, “Russian”.</i>
drafts = <b>🗂️ Other drafts</b>
no-drafts = No more drafts 👌
dropped =
    Dropped the draft: <b>{ $name }</b>
    { $remains ->
        [none] { "" }
       *[other] { $remains } { "" }
    }Changed your mind? I keep it for { SPAN($retentionMsDroppedDraft) } and can bring it back.
running =
    Here’s what’s in progress. What should I cancel? If I can’t stop it in time, you’ll get the result and pay for it.{ $areMore ->
        [yes] { "" } You can cancel the rest with the button under the order itself.
       *[no] { "" }
    }
nothing-begun = Nothing to stop right now 👌
choose-language = Choose a language 🌐
help =
    <b>How it works</b>

    1️⃣ <b>Avatar.</b> One selfie is enough to draw you; from { $minPhotos }–{ $maxPhotos } photos (face close up, different light and angles) I train a model of your face. Training takes { $fastAboutMinutes }–{ $bestAboutMinutes } minutes, from { CREDITS($training) }.
    2️⃣ <b>Picture.</b> Describe your idea in one line, in any language, or send a picture you like; I’ll work out the rest. { CREDITS($picture) } each, { CREDITS($pictureWithoutAvatar) } without an avatar.
    3️⃣ <b>Text.</b> Send a voice message, audio, a video or a link to a recording and get it back as text: { CREDITS($minute) } a minute of speech, silence is free. I’ll make a document of the text, or of a file of yours: minutes, a to-do list, a letter, and I answer questions about transcripts. In a group, reply to a voice message with /text; more: /groups.
    4️⃣ <b>Read aloud.</b> Send a text and I’ll read it out: /speak.
    5️⃣ <b>Sharp photo.</b> An old or blurred photo of a face becomes sharp and larger.

    💳 You see the price before you order. If something fails, you’re refunded automatically.
    🔒 What I keep, for how long, and which services see it: /privacy. To delete a file: /files, an avatar: /avatars.

    /cancel to stop what’s under way, /support to reach a human, /report if your face is used without your consent.
storey-title =
    { $storey ->
        [create]
            <b>🪄 Create</b>

            Avatars, pictures, and all that can be made of your photo.
        [photos]
            <b>📸 With your photo</b>

            Send a photo right here, or choose what to do with it.
        [works]
            <b>🗂️ My work</b>

            Everything we’ve made so far.
        [assistant]
            <b>💼 Business assistant</b>

            Leave the routine to me.
       *[settings]
            <b>⚙️ Settings</b>

            Language, balance and your privacy.
            Write to us: /support
            Money back: /paysupport
    }

## Plain text: buttons, titles, notices

storey =
    { $storey ->
        [create] 🪄 Create
        [works] 🗂️ My work
        [assistant] 💼 Assistant
       *[settings] ⚙️ Settings
    }
to-photos = 📸 With your photo
storeys = ☰ All sections
drop = ✖️ Drop
drop-named = ✖️ Drop: { $name }
more-drafts = 🗂️ More drafts: { $count }
older-drafts = More ›
restore = ↩️ Bring it back
to-menu = 🏠 Menu
time-zone = 🌍 Time zone
news = 📣 News
back = ‹ Back
report = 🚩 Report
this-language = 🇬🇧 English
entry-language = 🌐 Language and time
entry-help = ❓ Help
command-menu = Menu
command-cancel = Stop what is under way
command-language = Change the language
command-help = What I can do
