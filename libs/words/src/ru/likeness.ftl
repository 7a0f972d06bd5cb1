## Plain text: how like the photos a picture is, in words

# Of one picture, or of all of a result.
likeness =
    { $word ->
        [alike] Похоже на фото
        [partly] Отчасти похоже на фото
       *[unlike] Непохоже на фото
    }
# Of some pictures of a result, by their places in the album: «Похоже: 1, 3».
likeness-of =
    { $word ->
        [alike] Похоже
        [partly] Отчасти похоже
       *[unlike] Непохоже
    }: { $places }
