not-text = That’s not a text. Send a file: TXT, MD, DOCX or PDF.
too-large = The file is over { SIZE($maxFileBytes) }, more than Telegram gives me. Send a smaller one, or send it in parts.
reading = 📖 Reading the file…
still-reading = Still reading. We’ll go on right here once I’m done.
one-at-a-time = I read one file at a time. Send this one once we’re done with that.
read =
    📖 I’ve read your file. { $usedFor ->
        [document] I can make a document of it.
       *[speech] I can read it aloud.
    }
refused = 📖 { $why }

## Plain text: buttons, titles, notices

to-offer =
    { $usedFor ->
        [document] 📑 Choose a document
       *[speech] 🔊 Choose a voice
    }
again = 🔁 Try again
another-file = 📖 Another file
menu = 🏠 Menu
not-fetched = Telegram didn’t hand me the file. Try again, or send it once more.
deleted = I no longer have that file: it was deleted. Choose another one in “My files”, or send this one again.
too-many-at-once = I’m still reading your earlier files. Wait for those and try again.
too-many-today = That’s all for now: I read up to { $textsADay } files within a day for free. Send more a day from now.
unavailable = I couldn’t read the file just now: something broke on my side, and this try doesn’t count. Try again in a minute.
