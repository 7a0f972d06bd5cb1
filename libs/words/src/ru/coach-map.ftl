## Plain text: written on the picture of a set, short, because a phone shows it 400 pixels wide

title = Ваш набор
photos = { $count } фото
angle =
    { $angle ->
        [left] ← сбоку
        [straight] прямо
       *[right] сбоку →
    }
distance =
    { $distance ->
        [face] Лицо
        [shoulders] По плечи
       *[waist] По пояс
    }
light = Свет
how-light =
    { $light ->
        [dim] темнее
        [even] ровный
       *[bright] яркий
    }
places =
    Фон: { $count } { $count ->
        [one] место
        [few] места
       *[many] мест
    }
