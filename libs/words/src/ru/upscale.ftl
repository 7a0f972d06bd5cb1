which =
    ✨ <b>Какую картинку улучшить?</b>

    Нажмите на неё, и начну.{ $numbered ->
        [album] { "" } Номера — по порядку в альбоме.
        [gaps] { "" } Номера прежние: удалённые картинки пропущены.
       *[none] { "" }
    }{ $longestSide ->
        [none] { "" }
       *[other]
            { "" } Длинная сторона: { $isAtMost ->
                [yes] до { $longestSide } { $longestSide ->
                    [one] пикселя
                   *[other] пикселей
                }
               *[no] { $longestSide } { $longestSide ->
                    [one] пиксель
                    [few] пикселя
                   *[many] пикселей
                }
            }.
    }{ $isForAll ->
        [no] { "" } Картинок, которые уже больше этого размера, здесь нет.
       *[yes] { "" }
    } Лицо останется прежним. Пришлю файлом, без сжатия.

    Цена: <b>{ CREDITS($price) }</b>
gone = Этих картинок уже нет.
confirm =
    ✨ <b>Улучшить картинку</b>

    { $longestSide ->
        [none] { "" }
       *[other]
            Длинная сторона: { $longestSide } { $longestSide ->
                [one] пиксель
                [few] пикселя
               *[many] пикселей
            }. { "" }
    }Лицо останется прежним. Пришлю файлом, без сжатия.

    Цена: <b>{ CREDITS($price) }</b>
caption = ✨ Улучшенная картинка, в полном качестве.
order-delivered = ✨ Готово! Улучшенная картинка — в файле.

## Plain text: buttons, titles, notices

picture = ✨ Картинка { $place }
other-size =
    📐 { $isAtMost ->
        [yes] до { "" }
       *[no] { "" }
    }{ $size } · { CREDITS($price) }
promise = Не получится — кредиты вернутся.
start = ✨ Улучшить
another-idea = 🎨 Другая идея
size =
    { $isChosen ->
        [yes] ✓
       *[no] { "" }
    }{ $size }
what = до { $size }
file-name = aisha.jpg
back = ‹ Назад
menu = 🏠 Меню
flow-title = Улучшение
file-many = ✨ Улучшенные
file-one = ✨ Улучшенная
file-kept-as = улучшенная
order-title = ✨ Улучшение
order-short-title = ✨ Улучшение
order-preparing = 🧺 Готовлю картинку
