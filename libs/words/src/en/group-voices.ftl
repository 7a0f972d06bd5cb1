listening = 🎧 Listening…
asking = ⏳ Waiting for a yes in the private chat of whoever asked.
failed = 🎙️ That didn’t work out. Whoever asked has the details in our private chat.
too-large = 🎙️ That recording is larger than what Telegram gives me.
text = <blockquote expandable>{ $text }</blockquote>
beginning =
    <blockquote expandable>{ $text }</blockquote>
    Whoever asked has the rest in our private chat.
incomplete = ⚠️ Part of the recording is missing from the text. I’ve told the person who asked for it why.
withdrawn = 🗑️ The text was taken away.
taken-back =
    🗑️ The person whose voice you had written down in a group took it back: the recording and the transcript are deleted.{ $isCharged ->
        [yes] { "" } The credits don’t come back: the text was ready and handed to you.
       *[no] { "" }
    }
consent-gone = Your consent is gone, so I passed the recording to nobody.
not-heard =
    You asked me to write down a recording from “{ $title }”.

    { $why }
offer =
    🎙️ A recording from “{ $title }”, { LENGTH($seconds) }.

    Price: <b>{ CREDITS($price) }</b>. No speech, no charge. The text comes here and as a reply in the group.
taken =
    🎙️ A recording from “{ $title }”, { LENGTH($seconds) }.

    Your order is below 👇
settings =
    <b>👥 Voice messages in groups</b>

    Add me to a group and reply /text to a voice message there: I’ll write it down, in reply to it.

    Whoever asks pays: { $freeADay ->
        [0] { "" }
       *[other]
            { $freeADay ->
                [60] a minute
               *[other] { LENGTH($freeADay) }
            } of speech a day is free, and beyond that { "" }
    }{ $limit ->
        [none] I ask you here first
       *[other] I charge up to { CREDITS($limit) } for a recording without asking
    }. Prices, credits and failures are for your eyes only. The whole group sees the text; the file and the transcript are yours.

    The voice may be somebody else’s: ask if they don’t mind. They can take the text out of the group with the button below it, and so can you. If they do, the recording and the transcript that you have go, too.
settled = Got it 👌
too-late = That price has expired and I’ve forgotten the recording. Ask again in the group: reply /text to it.
accepted = That recording is already under way.
already-there = The text of that recording is in the group already: no need to pay for it.

## Plain text: buttons, titles, notices

withdraw = 🗑️ Take it away
not-yours = Only the person who speaks and the one who asked can take the text away.
removed = Done.
not-removed = Telegram won’t let me take the text away just now. Press again in a minute.
what = { LENGTH($seconds) }, “{ $title }”
accept = 📝 Write it down for { CREDITS($price) }
agree = ✅ Read and agree
pay = ✅ Up to { CREDITS($limit) } without asking
ask = ❓ Ask every time
menu = 🏠 Menu
command-groups = Voice messages in groups
