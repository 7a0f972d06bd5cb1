title = <b>👥 Мои аватары</b>
none =
    <b>👥 Мои аватары</b>

    Пока ни одного. Для первого нужно от { $minPhotos } ваших фото.
details =
    <b>{ $name }</b>{ $isMain ->
        [yes] { "" } · ⭐ основной
       *[no] { "" }
    }
    { $type ->
        [portrait] 👤 Портрет
       *[style] 🎨 Стиль
    } · { $status ->
        [draft] 📝 черновик
        [photos_uploading] 📸 собираем фото
        [ready_for_training] 🟡 можно обучать
        [training] ⏳ обучается
        [completed] ✅ готов
        [error] ⚠️ не получился
       *[cancelled] ✖️ отменён
    }
    { $type ->
        [style] Картинки
       *[portrait] Фото
    }: { $photos } · создан { $created }{ $why ->
        [none] { "" }
       *[other]
            { "" }

            { $why }
    }
gone = Этого аватара больше нет.
made-main = Теперь этот аватар основной ⭐
ask-name = Как теперь назовём «{ $name }»? Имя — от { $avatarNameLengthMin } до { $avatarNameLengthMax } символов.
bad-name = Не подойдёт: имя — от { $avatarNameLengthMin } до { $avatarNameLengthMax } символов.
ask-remove =
    Удалить «{ $name }»?

    { $isTraining ->
        [yes] Обучение остановится. Чего нейросеть ещё не начала, за то кредиты вернутся; за начатое они спишутся, если бесплатных попыток дня на него не хватит (на обучение их обычно не хватает). { "" }
       *[no] { "" }
    }Фото, модель, имя и идеи исчезнут, картинки и чеки останутся. Копии у FAL уйдут за { SPAN($retentionMsCopyAtFal) }, тексты моих сообщений — за { SPAN($retentionMsSentMessage) }.

drawn-from =
    { $path ->
        [better-references] 📸 По { $references } вашим фото получается похоже сильнее, чем обученной моделью: на { $likeness } из { $likenessOutOf }. Так и рисую, а выбрать можно перед каждой картинкой.
        [references] ⚡ Уже рисую сразу по { $references } фото.
       *[photo] ⚡ Уже рисую по одному фото, а с { $minReferences } — сразу по нескольким.
    }

## Plain text: buttons, titles, notices

menu = 🏠 Меню
back = ‹ Мои аватары
to-avatar = ‹ Назад
create = ✨ Создать
line =
    { $isMain ->
        [yes] ⭐ { "" }
       *[no] { "" }
    }{ $name } · { $status ->
        [draft] 📝 черновик
        [photos_uploading] 📸 собираем фото
        [ready_for_training] 🟡 можно обучать
        [training] ⏳ обучается
        [completed] ✅ готов
        [error] ⚠️ не получился
       *[cancelled] ✖️ отменён
    }
older = Ещё ›
newest = ‹‹ К началу
stopped = ⏸️ Остановлен: пока не обучаю и не рисую.
why-stopped = ⏸️ Почему и что делать
make-main = ⭐ Основной
rename = ✏️ Имя
remove = 🗑️ Удалить
remove-surely = 🗑️ Да, удалить
keep = Оставить
resume = ▶️ Продолжить
retry = 🔁 Попробовать ещё раз
generate = 🎨 Создать картинку
try-now = ⚡ Нарисовать уже сейчас
entry-avatars = 👥 Мои аватары
command-avatars = Мои аватары
