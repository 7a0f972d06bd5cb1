## Plain text: buttons, titles, notices

name = Aisha
description =
    Send { $minPhotos }–{ $maxPhotos } photos of yourself and I’ll make your personal avatar. Then one line is enough: “me in Paris”, “a business portrait”, “a knight at a castle” — and you’re in the picture.

    I also turn voice messages into text.

    You pay only for what you get. Press the button below to begin.
short-description = Pictures of you from one line, and text from voice messages. You pay only for what you get.
