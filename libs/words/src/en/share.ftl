coming = 📤 Preparing the message
stopped = ⏸️ This can’t be shared: it shows a stopped avatar. If the avatar is yours, /avatars says why and what to do.
which = 📤 <b>Which picture do you want to share?</b>
hint =
    📤 Forward the next message to anyone you like. It has neither your idea nor your name in it.

    Anyone new who taps the button below it counts as invited by you. What both of you get: /invite
of-several = You’re not alone in this picture: ask the others whether they agree.
caption =
    { $kind ->
        [animation] 🎬 Animated by AI, with Aisha
        [edit] ✏️ Changed by AI, with Aisha
       *[other] 🎨 Drawn by AI, with Aisha
    }

## Plain text: buttons, titles, notices

share = 📤 Share
want-too = ✨ I want one too
