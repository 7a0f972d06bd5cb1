## Plain text: how like the photos a picture is, in words

likeness =
    { $word ->
        [alike] Looks like the photos
        [partly] Looks a bit like the photos
       *[unlike] Doesn’t look like the photos
    }
likeness-of =
    { $word ->
        [alike] Like you
        [partly] Somewhat
       *[unlike] Not like you
    }: { $places }
