why =
    { $stop ->
        [several-people]
            <b>⏸️ Whose face does “{ $name }” have?</b>

            Before I train or draw it, I need to see whose face this is: show it in two selfies, it takes a minute. Another adult’s? They have to take the selfies themselves, right in this chat. If the photos show different people, remove the others or mark them “🙋 That’s me, too”. Until then I don’t train or draw it.
        [known-face]
            <b>⏸️ Whose face does “{ $name }” have?</b>

            Before I train or draw it, I need to see whose face this is: show it in two selfies, it takes a minute. Another adult’s? They have to take the selfies themselves, right in this chat. If the photos show different people, remove the others or mark them “🙋 That’s me, too”. Until then I don’t train or draw it.
        [reported]
            <b>⏸️ “{ $name }” was reported</b>

            Somebody writes that this face is drawn without consent. I don’t train or draw it for now. Pictures that aren’t finished won’t come, and you’re refunded for them. A training that has begun ends as ordered.

            Is it your face? Prove it with two selfies, it takes a minute. Another adult’s? They have to take the selfies themselves, right in this chat. Otherwise delete the avatar: /avatars
       *[misused]
            <b>⛔ “{ $name }” is stopped</b>

            A human of the support team decided so: after a report, or because of the terms (/terms). It can’t be trained or drawn. Pictures that aren’t finished won’t come, and you’re refunded for them. A training that has begun ends as ordered. You think that’s a mistake? Write to us: /support
    }

## Plain text: buttons, titles, notices

what-to-do = 🤳 What to do
