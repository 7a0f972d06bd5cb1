## Plain text: buttons, titles, notices

title = 🧭 Так выглядит ваш набор из { $photos } фото.
better = С этим сходство будет лучше:
advice =
    💡 { $advice ->
        [more-straight] Мало снимков прямо: добавьте три-четыре, где вы смотрите в камеру.
        [more-sides] Почти все лица прямо: добавьте две фотографии вполоборота, с одной и с другой стороны.
        [more-close] Лицо везде мелкое: добавьте две-три фотографии крупнее.
        [more-places] Почти всё снято в одном месте: снимите пару фото в другой комнате или на улице.
        [more-distance] Все лица крупно: добавьте пару фото по пояс.
       *[more-light] Свет везде одинаковый: снимите одно-два фото у окна днём или при лампе вечером.
    }
or-go-on = Но можно обучать и так.
# The photos' numbers: all but the last ($others, «4, 7», none when there is one) and the $last.
outliers =
    🤔 На фото { $others ->
        [none] { $last }
       *[other] { $others } и { $last }
    }, похоже, другой человек.
it-is-me = 🙋 Это тоже я
leave-out = 🗑️ Убрать
kept = Хорошо, оставила.
left-out = Убрала.
nothing-left = С этими фото уже всё решено.
