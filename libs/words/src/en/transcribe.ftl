not-audio = That’s not a recording. Send a voice message, audio, a video or a link to a file.
listening =
    🎧 Listening to the recording to name a price…{ $more ->
        [0] { "" }
       *[other]
            { "" }
            { $more } more { $more ->
                [one] recording
               *[other] recordings
            } after it.
    }
still-listening = Still listening. The price will appear right here.
measured = 🎧 I’ve listened to your recording, { LENGTH($seconds) }. I can transcribe it.
no-price = I no longer have that recording. Please send it again.
refused =
    { $refusal ->
        [not-fetched] 🎙️ Telegram didn’t hand me the recording. Try again, or send it once more.
        [deleted] 🎙️ I no longer have that recording: it was deleted. Choose another one in “My files”, or send this one again.
        [not-a-recording] 🎙️ That’s not a recording, or the file is damaged: I found no sound in it. Send a voice message, audio or a video.
        [no-sound] 🎙️ This video has no sound, so there’s nothing to write down. Send another one.
        [no-speech] 🎙️ It’s silent, or too quiet for me to hear anyone. Send another recording.
        [too-long] 🎙️ That recording is over { $longestHours } hours long. Send it in parts.
        [too-many-at-once] 🎙️ I’m still listening to your earlier recordings. Wait for those and try again.
        [too-many-today] 🎙️ That’s all for now: I listen to up to { $recordingsADay } recordings within a day for free, to name a price. Send more a day from now.
        [link-unreachable] 🔗 I couldn’t get a file from that link: the server is silent, refused, or is too slow. Check that the link opens without signing in, and try again.
        [link-not-allowed] 🔗 I don’t open links like that: it takes a plain https address on the open Internet, without a password. Send another link or the file itself.
        [link-too-large] 🔗 The file behind that link is over { $linkMb } MB. Keep just its sound or split it into parts, and send it again.
        [link-page] 🔗 That link leads to a page, not to the file itself. Send a direct link: the one that downloads the recording at once.
        [too-many-links] 🔗 That’s all for now: I download up to { $linksADay } recordings within a day from links for free. Send the file here, or the link a day from now.
        [storage-full] 🎙️ No room left: I already keep as many of your files as I can. Delete what you don’t need in /files (“File types” shows what takes most) and try again.
       *[unavailable] 🎙️ I couldn’t listen to the recording just now: something broke on my side. This try doesn’t count. Try again in a minute.
    }{ $more ->
        [0] { "" }
       *[other]
            { "" }
            { $more } more { $more ->
                [one] recording
               *[other] recordings
            } after it.
    }
one-more = Got this recording too, it’s next.
enough = I can’t take this one yet: { $waiting } are already waiting. Transcribe those, then send it again.
ask-language =
    🌐 What language is spoken in the recording?

    Usually I find out by myself, even if there are several. Tell me if I got it wrong last time.

    Ukrainian and Kazakh are heard by another AI model: it knows the language, but may not tell who is speaking.
bad-words = It takes 1 to { $vocabularyWords } words or names with commas, each { $vocabularyLengthMin } to { $vocabularyLengthMax } characters long. Please type them again.
list =
    { $words ->
        [none]
            <b>📚 My transcripts</b>

            { $isAny ->
                [yes] Tap a transcript to open it. Or type a word and I’ll find where it was said.
               *[no] Nothing yet. Send a voice message and its text will appear here.
            }
       *[other]
            <b>🔎 { $words }</b>

            { $isAny ->
                [yes] Here is what I found. Tap to open.
               *[no] Nobody said that. Try another word from the recording.
            }
    }
ask-title =
    ✏️ What should I call this transcript?{ $title ->
        [none] { "" }
       *[other] { "" } It’s “{ $title }” now.
    }

    Type a name of up to { $transcriptTitleLengthMax } characters: its files will be called that, too.
bad-title = It takes { $transcriptTitleLengthMin } to { $transcriptTitleLengthMax } characters. Please type it again.
ask-speaker =
    👤 Whose voice is this? { $name ->
        [none] Voice { $label }
       *[other] { $name }
    } says: “{ $said }”

    { $known ->
        [0] Type the name.
       *[other] Type the name, or tap one that you gave in other transcripts.
    }
bad-speaker = A name takes { $speakerNameLengthMin } to { $speakerNameLengthMax } characters. Please type it again.
ask-remove =
    🗑️ Delete this transcript for good?

    Its text, all its files and the recording will be gone, and so will every answer I searched it for, even those of “Ask all of them”; from this chat, what I sent in the last { SPAN($deletableMs) }. Documents and speech stay until you delete those as well. In a group, the button below the text takes it away. The credits for it and for the answers don’t come back.
removed = Transcript deleted.
exported =
    📝 { $title ->
        [none] Your transcript
       *[other] { $title }
    }
gone = That transcript is gone.
ask =
    🎙️ Send a voice message, audio or a video up to { $chatMb } MB (a file is fine) and I’ll transcribe it.{ $hasLargerLinks ->
        [yes] { "" } A larger one, up to { $linkMb } MB, as a direct link to the file.
       *[no] { "" } A direct link to the file will do, too.
    }

    { CREDITS($perMinute) } for a minute of speech; long silences don’t count. I’ll name the price once I’ve listened.
too-large =
    The recording is over { $chatMb } MB, more than Telegram gives me. { $hasLargerLinks ->
        [yes] Send a direct link to the file, or compress it.
       *[no] Compress it or send it in parts.
    }
confirm =
    🎙️ Recording { LENGTH($seconds) }, with { LENGTH($speech) } of speech.{ $free ->
        [0]
            { $freeADay ->
                [0] { "" }
               *[other]
                    { $againInMs ->
                        [none] { "" }
                       *[other]
                            { "" }
                            🎁 You have had your free speech; more in { SPAN($againInMs) }.
                    }
            }
       *[other]
            { "" }
            🎁 { $isAllFree ->
                [yes] Free
               *[no] { LENGTH($free) } of it is free
            }: { $freeADay ->
                [60] a minute
               *[other] { LENGTH($freeADay) }
            } of speech is on me once a day.
    }{ $more ->
        [0] { "" }
       *[other]
            { "" }
            { $more } more { $more ->
                [one] recording
               *[other] recordings
            } after it.
    }

    Price: <b>{ $price ->
        [0] free
       *[other] { CREDITS($price) }
    }</b>
ask-words =
    <b>📖 My words</b>

    Names and terms from your recordings: knowing them, I misspell less. Type them with commas, up to { $vocabularyWords }.{ $words ->
        [none] { "" }
       *[other]
            { "" }

            Now:
            <code>{ $words }</code>

            Tap the list to copy it, change it and send it: the new one replaces the old.
    }
opened =
    <b>📝 { $title ->
        [none] Transcript
       *[other] { $title }
    }</b>
    { $date } · { LENGTH($seconds) }{ $speakers ->
        [0] { "" }
        [1] { "" }
       *[other] { "" } · { $speakers } voices
    }

    { $preview }
delivered =
    { $preview }

    🎧 { LENGTH($seconds) }{ $speakers ->
        [0] { "" }
        [1] { "" }
       *[other] { "" } · { $speakers } voices
    }
who-speaks =
    <b>👥 Who speaks</b>

    { $voices }

    Tap a voice and type a name: all files of this transcript will have it.
voice-says = <b>{ $name }:</b> “{ $said }”
ask-format =
    📄 In which format? { $hasPdf ->
        [yes] DOCX and PDF are to read and print
       *[no] DOCX is to read and print (my PDF doesn’t have the letters of this language)
    }, TXT and MD to copy, SRT and VTT are subtitles for a video.
order-delivered = 📝 Done.
order-incomplete =
    { $isCancelled ->
        [yes] You stopped the order: here is only what was done by then.
       *[no] ⚠️ A part of the recording isn’t in the text: it didn’t work out, and it isn’t charged. The recording is in “My files”, from where you can have it transcribed again.
    }
remove-some-note = The texts, all their files and the recordings are gone for good, and so is every answer I searched them for, even those of “Ask all of them”; from this chat, what I sent in the last { SPAN($deletableMs) }. Documents and speech stay until you delete those as well. A text in a group goes by the button below it. The credits for the transcripts and the answers don’t come back.

## Plain text: buttons, titles, notices

menu = 🏠 Menu
back = ‹ Back
to-offer = 📝 Show the price
again = 🔁 Try again
following = ⏭️ Next recording
another = 🎙️ Another recording
promise = No speech, no charge.
spoken =
    🌐 Language: { $name ->
        [none] auto-detect
       *[other] { $name }
    }
any-language = ✨ Auto-detect
my-words =
    📖 My words{ $known ->
        [0] { "" }
       *[other] : { $known }
    }
erase-words = 🗑️ Erase my words
start = 📝 Transcribe
what = { LENGTH($seconds) }
mine = 📚 My transcripts
aloud = 🔊 Read aloud
make-document = 📑 Document
ask-it = ❓ Ask
ask-all = ❓ Ask all of them
all = 📚 All transcripts
to-list = ‹ To the list
rename = ✏️ Name it
remove = 🗑️ Delete
speakers = 👥 Who speaks
voice = Voice { $label }
remove-surely = 🗑️ Yes, delete
keep = Keep it
open-it = 📝 Open
as-file = 📄 File…
untitled = Transcript, { $date }
line = { $date } · { $opening }
older = Older ›
newest = ‹‹ Newest
file-name = transcript
recording-many = 🎙️ Recordings
recording-one = 🎙️ Recording
recording-file = recording
use-write-down = 🎙️ Voice to text
use-open-text = 📝 Transcript
entry-transcribe = 🎙️ Voice to text
entry-transcripts = 📚 My transcripts
command-transcribe = Voice to text
flow-title = Transcript
transcript-many = 📝 Transcripts
transcript-one = 📝 Transcript
transcript-file = transcript
transcript-removed-with = with its recording and the answers to questions
order-title = 🎙️ Transcript
order-short-title = 🎙️ Transcript
order-preparing = 🧺 Preparing the recording
order-again = 📄 Send the text
order-units = { $minutes } min
# How many: «3 расшифровки», in the accusative.
some =
    { $count } { $count ->
        [one] transcript
       *[other] transcripts
    }
