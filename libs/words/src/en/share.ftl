coming = 📤 Preparing the message
stopped = ⏸️ This can’t be shared: it shows a stopped avatar. If the avatar is yours, /avatars says why and what to do.
which = 📤 <b>Which picture do you want to share?</b>
hint =
    📤 Forward the next message to anyone you like. It has neither your idea nor your name in it.

    Whoever comes for the first time by its button comes by your invitation: /invite
of-several = You’re not alone in this picture: ask the others whether they agree.
caption =
    { $kind ->
        [animation] 🎬 Animated by a neural network, with Aisha
        [edit] ✏️ Changed by a neural network, with Aisha
       *[other] 🎨 Drawn by a neural network, with Aisha
    }

## Plain text: buttons, titles, notices

share = 📤 Share
want-too = ✨ I want one too
