title = <b>👥 Мои аватары</b>
none =
    <b>👥 Мои аватары</b>

    Пока ни одного. Рисовать можно уже по одному селфи, а для обучения нужно от { $minPhotos } ваших фото.
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
        [yes] Обучение остановится. За то, чего нейросеть ещё не начала, кредиты вернутся; за начатое спишутся, если бесплатных попыток на него нет (на обучение их обычно нет). { "" }
       *[no] { "" }
    }Фото, модель, имя и идеи исчезнут, картинки и чеки останутся. Копии у FAL уйдут за { SPAN($retentionMsCopyAtFal) }, тексты моих сообщений — за { SPAN($retentionMsSentMessage) }.

drawn-from =
    { $path ->
        [better-references] 📸 По { $references } вашим фото выходит похоже на { $likeness } из { $likenessOutOf }: больше, чем у обученной модели. Так и рисую, а выбрать можно перед каждой картинкой.
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
