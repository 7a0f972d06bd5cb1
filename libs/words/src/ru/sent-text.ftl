not-text = Это не текст. Пришлите файл: TXT, MD, DOCX или PDF.
too-large = Файл больше { SIZE($maxFileBytes) }, такие Telegram мне не отдаёт. Пришлите файл поменьше или по частям.
reading = 📖 Читаю файл…
still-reading = Ещё читаю. Продолжим здесь же, как только закончу.
one-at-a-time = Читаю по одному файлу. Этот пришлите, когда закончим с тем.
read =
    📖 Прочитала ваш файл. { $usedFor ->
        [document] Могу сделать из него документ.
       *[speech] Могу его озвучить.
    }
refused = 📖 { $why }

## Plain text: buttons, titles, notices

to-offer =
    { $usedFor ->
        [document] 📑 Выбрать документ
       *[speech] 🔊 Выбрать голос
    }
again = 🔁 Попробовать ещё раз
another-file = 📖 Другой файл
menu = 🏠 Меню
# The next messages say what is wrong with a file that has no order yet.
not-fetched = Telegram не отдал мне файл. Попробуйте ещё раз или пришлите его заново.
deleted = Этого файла у меня больше нет: он удалён. Выберите другой в «Моих файлах» или пришлите этот ещё раз.
too-many-at-once = Я ещё читаю прошлые файлы. Дождитесь их и попробуйте снова.
too-many-today = Пока хватит: я бесплатно читаю до { $textsADay } файлов за сутки. Через сутки пришлите ещё.
unavailable = Сейчас не получилось прочитать файл: сбой у меня, попытка не в счёт. Попробуйте ещё раз через минуту.
