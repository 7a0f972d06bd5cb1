ask =
    🔊 <b>Read a text aloud</b>

    Send a text as a message or as a file, DOCX, PDF or TXT, and I’ll read it aloud. You choose voice and speed in the next step.

    { CREDITS($perPart) } per { $speechPartCharacters } characters, rounded up.
no-words = There are no words to read. Send a text.
too-long = I haven’t added this message: with it the text is over { GROUPED($typedSpeechCharacters) } characters. Send all of it as one file.
no-times = I see no time there. Write “0:30–2:15”, say.
nothing-said = Nothing is said in that stretch. Choose another one.
part-too-long = That’s over { GROUPED($maxSpeechCharacters) } characters, too. Take a shorter stretch.
gone = That’s gone: it was deleted. Send another text.
confirm =
    🔊 <b>Read a text aloud</b>

    { GROUPED($characters) } { $characters ->
        [one] character
       *[other] characters
    }, about { LENGTH($seconds) } of sound.
    You can add to it: send the rest as a message.

    Price: <b>{ CREDITS($price) }</b>
confirm-file =
    🔊 <b>Read a file aloud</b>{ $name ->
        [none] { "" }
       *[other] : { $name }
    }

    { GROUPED($characters) } { $characters ->
        [one] character
       *[other] characters
    }, about { LENGTH($seconds) } of sound.

    Price: <b>{ CREDITS($price) }</b>
sampling = I’ll send the voice in a moment.
no-free-sample = Nobody has heard this voice in this language at this speed yet, and the free samples of a day, shared by everybody, are used up. Please try a day from now.
no-sample = The voice can’t be heard right now: the AI model isn’t responding. Please try again in a few minutes.
heard-enough = You’ve heard voices { $aDay } times within a day. You can again a day from now, and order right now.
caption = 🔊 { $title }
ask-part =
    ✂️ <b>What should I read?</b>

    { $isTooLong ->
        [yes] All of it is too much at once: over { GROUPED($maxSpeechCharacters) } characters. { "" }
       *[no] { "" }
    }Write from what time of the recording to what time, say “0:30–2:15”. DOCX and PDF have the times at their paragraphs; the whole recording is { $length }.
confirm-transcript =
    🔊 <b>Read the transcript aloud</b>{ $stretch ->
        [none] { "" }
       *[other] , { $stretch }
    }

    { GROUPED($characters) } { $characters ->
        [one] character
       *[other] characters
    }, about { $length } of sound.

    Price: <b>{ CREDITS($price) }</b>
sample-of =
    { $voice ->
        [soft] 👩 Soft
        [bright] 👩 Bright
        [calm] 👨 Calm
       *[deep] 👨 Deep
    }, { $speed }×
order-delivered = 🔊 Done! You can listen right here.
order-incomplete =
    { $isCancelled ->
        [yes] You stopped the order: here is only the beginning that was done by then.
       *[no] ⚠️ This is only the beginning of the text: the rest didn’t work out and isn’t charged. Send the rest again, and I’ll read it aloud.
    }

## Plain text: buttons, titles, notices

back = ‹ Another text
read-all = 📄 All of it
choose-part = ✂️ Only a part
promise = If it doesn’t work out, your credits come back. An AI reads it: the voice is no real person’s.
start = 🔊 Read aloud
voice =
    { $isChosen ->
        [yes] ✓ { "" }
       *[no] { "" }
    }{ $voice ->
        [soft] 👩 Soft
        [bright] 👩 Bright
        [calm] 👨 Calm
       *[deep] 👨 Deep
    }
speed =
    { $isChosen ->
        [yes] ✓
       *[no] { "" }
    }{ $speed }×
listen = 🎧 Free sample
a-text = text
a-transcript =
    transcript{ $stretch ->
        [none] { "" }
       *[other] , { $stretch }
    }
document = document
voice-file = speech.ogg
mp3-file = speech.mp3
as-mp3 = 🎵 Send as MP3
another = 🔊 Another text
use-read-transcript = 🔊 Read aloud
use-read-aloud = 🔊 Read aloud
flow-title = Read aloud
entry-speech = 🔊 Read a text aloud
command-speak = Read a text aloud
file-many = 🔊 Read aloud
file-one = 🔊 Read aloud
file-name = read-aloud
order-title = 🔊 Read aloud
order-short-title = 🔊 Read aloud
order-preparing = 🧺 Preparing the text
order-again = 🔊 Send it read aloud
# Everybody hears it of a voice that they try. A sample is made once, so a new sentence is heard in new voices alone.
sample = Hello! This is the voice that will read your text, calmly, clearly and to the very last word.
