stale = Things have moved on. The current screen is in /menu 🙂
fresh = Things have moved on, here’s the current one 👇
unknown =
    { $what ->
        [sticker] I can’t read stickers 🙈 Use words, tap a button or /menu.
        [place] I have no use for a place on the map 🙈 Tap a button or /menu.
        [contact] I don’t need contacts and haven’t kept this one 🙈 Tap a button or /menu.
       *[else] Sorry, I didn’t get that 🙈 Tap a button or /menu.
    }
not-reread = ✏️ I don’t read an edited message again: please send it as a new one.
unknown-command = I don’t know that command. Everything I can do is in /menu.
outdated = I was updated while you were away, and that step is gone. Let’s start again 🙂
draft-gone = That draft is gone. Start a new one, it’s quick 🙂
apology =
    😔 Something broke on our side. Please try again: /menu

    Your credits are safe: you only pay for what you get. Reference for /support: <code>{ $reference }</code>
banned =
    🚫 { $until ->
        [none] Your access to the bot is closed.
       *[other] Your access to the bot is closed until { $until }.
    } Orders that are already under way arrive as usual, and your credits are safe.

    Write to us: /support. Refunds: /paysupport. Your data: /privacy
banned-press = 🚫 Your access to the bot is closed. Open to you: /support, /paysupport and /privacy.
unbanned = 🙌 Your access to the bot is open again. Everything is in place: /menu
being-erased = 🗑️ I am deleting everything about you and take no messages or orders now. A report comes, and then I know nothing about you any more.

## Plain text: buttons, titles, notices

fewer = ‹ Back
continue-draft = 🔄 Continue: { $name }
gone-invoice = This invoice is no longer valid, and no Stars were taken. Choose a pack again: /balance
gone-card-invoice = This invoice is no longer valid, and no money was taken. Choose a pack again: /balance
erased-payer = Everything about you is being deleted, and the credits you buy would be lost with it. Nothing was charged. You can buy credits after the report about the deletion.
