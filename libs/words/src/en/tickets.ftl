write =
    <b>💬 Support</b>
    { $number ->
        [none] { "" }
       *[other]
            { "" }
            Ticket <code>{ $number }</code> is open: add to it if you like.
    }
    Write right here what happened: a human reads it and answers in this chat, usually within a day. Or this way: { $contact }

    { $isBanned ->
        [yes] If it’s about a payment, include its date and amount from Telegram’s receipt. No photos or passwords, please. Somebody draws you without your consent? Write about that, too.
       *[no] If it’s about an order or a payment, include its date and amount from /history. No photos or passwords, please. Somebody draws you without your consent? /report stops the avatar sooner.
    }
taken =
    { $hasFile ->
        [yes] ✅ Your words are passed on, ticket <code>{ $number }</code>. The file itself is not: support reads only text.
       *[no] ✅ Passed on, ticket <code>{ $number }</code>.
    } The answer comes here. You can add more.
only-words = Support reads only text, so I haven’t passed this on. Say in words what can be seen or heard here. If the file itself matters, send it to { $contact }
too-long = That’s too long: keep it within { $most } characters or split it. I haven’t passed anything on yet.
too-many = You have written { $most } times within a day, so I haven’t passed this on. The earlier messages will be read. If it’s urgent: { $contact }
answer =
    💬 <b>Support answers</b> · <code>{ $number }</code>

    { $words }
closed = ✅ Ticket <code>{ $number }</code> is closed. Anything left? Write: /support

## Plain text: buttons, titles, notices

menu = 🏠 Menu
again = ✍️ Write more
command = Write to a human
