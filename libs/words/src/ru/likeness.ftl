## Plain text: how like the photos a picture is, in words

# Says how like the photos a picture is, or all pictures of a result are.
likeness =
    { $word ->
        [alike] Похоже на фото
        [partly] Отчасти похоже на фото
       *[unlike] Непохоже на фото
    }
# Says it of some pictures of a result, by their places in the album: «Похоже: 1, 3».
likeness-of =
    { $word ->
        [alike] Похоже
        [partly] Отчасти
       *[unlike] Непохоже
    }: { $places }
