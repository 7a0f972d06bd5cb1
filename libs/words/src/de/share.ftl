coming = 📤 Ich bereite die Nachricht vor
stopped = ⏸️ Das lässt sich nicht teilen: Es zeigt einen angehaltenen Avatar. Ist er deiner, steht in /avatars, warum und was zu tun ist.
which = 📤 <b>Welches Bild möchtest du teilen?</b>
hint =
    📤 Leite die nächste Nachricht weiter, an wen du willst. Weder deine Idee noch dein Name stehen darin.

    Wer neu ist und auf die Taste darunter tippt, gilt als von dir eingeladen. Was ihr beide davon habt: /invite
of-several = Du bist nicht allein auf dem Bild: Frag die anderen, ob sie einverstanden sind.
caption =
    { $kind ->
        [animation] 🎬 Von KI animiert, mit Aisha
        [edit] ✏️ Von KI verändert, mit Aisha
       *[other] 🎨 Von KI gezeichnet, mit Aisha
    }

## Plain text: buttons, titles, notices

share = 📤 Teilen
want-too = ✨ Will ich auch
