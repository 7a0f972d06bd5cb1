# $most: how many can be marked at once.
too-many = За раз можно отметить не больше { $most }. Скачайте или удалите эти, а потом отметьте остальные.
choose =
    <b>☑️ Отмечено: { $count }</b>{ $words ->
        [none] { "" }
       *[other] { "" } · «{ $words }»
    }

    { $isAny ->
        [yes] Отметьте всё, что хотите скачать или удалить. Листайте дальше или напишите слово для поиска: отметки останутся.
       *[no] Здесь ничего не нашлось. Напишите другое слово или вернитесь ко всему списку: отметки останутся.
    }
# $some: what is packed, such as «3 картинки». $gone of the marked were deleted before, $large do not fit into an archive.
ask-download =
    <b>📦 Скачать отмеченное</b>

    Соберу { $some }.{ $gone ->
        [0] { "" }
       *[other] { "" } Из отмеченного уже удалено: { $gone }.
    }{ $large ->
        [0] { "" }
       *[other] { "" } Не поместится в архив, потому что больше { $partMegabytes } МБ: { $large }. Это останется отмеченным: скачайте потом по одному файлу.
    }{ $left ->
        [0] { "" }
       *[other] { "" } Это всё, что помещается в архивы на сегодня. Останется отмеченным: { $left }, собрать можно будет через { SPAN($againInMs) }.
    } Оригиналы в ZIP, примерно { $megabytes } МБ{ $isInParts ->
        [yes] , файлами до { $partMegabytes } МБ
       *[no] { "" }
    }.
is-packing = 📦 Прошлый архив ещё собирается. Дождитесь его, и соберу следующий. Отметки останутся.
enough-for-today = 📦 На сегодня архивов хватит: за сутки я собираю до { $aDay } файлов по { $partMegabytes } МБ, и сегодняшние уже собраны. Следующие — через { SPAN($againInMs) }. Файлы и отметки никуда не денутся, а один файл можно взять и сейчас: отметьте только его.
too-large = 📦 Отмеченное больше { $partMegabytes } МБ и в архив не поместится. Скачайте по одному: отметьте один файл, и я пришлю его как есть.
all-gone = Отмеченного больше нет: всё уже удалено.
sent = Файл ниже 👇{ $gone ->
        [0] { "" }
       *[other] { "" } Из отмеченного уже удалено: { $gone }.
    }
# $some: what is deleted. $kinds: the same by kinds, a line for each. $note: what goes with it. $staying are photos of avatars.
ask-remove =
    🗑️ <b>Удалить { $some }?</b>{ $kinds ->
        [none] { "" }
       *[other]
            { "" }

            { $kinds }
    }{ $gone ->
        [0] { "" }
       *[other]
            { "" }

            Из отмеченного уже удалено: { $gone }.
    }{ $staying ->
        [0] { "" }
       *[other]
            { "" }

            Фото аватара останутся ({ $staying }): они удаляются только вместе с аватаром.
    }

    { $note } Архивы, где это есть, останутся в чате, а у меня исчезнут за { SPAN($retentionMsArchive) }.
nothing-to-remove = Здесь нечего удалять: фото аватара удаляются только вместе с аватаром.
removed = 🗑️ Удаляю { $some }.{ $gone ->
        [0] { "" }
       *[other] { "" } Удалено раньше: { $gone }.
    }{ $staying ->
        [0] { "" }
       *[other] { "" } Фото аватара остались: { $staying }.
    }
packing = 📦 Собираю архив: { $packed } из { $total }…
packed =
    📦 Готово: { $count } { $count ->
        [one] файл
        [few] файла
       *[many] файлов
    }{ $archives ->
        [1] { "" }
       *[other]
            { "" } в { $archives } { $archives ->
                [one] архиве
               *[other] архивах
            }
    }.
nothing-packed = 📦 Упаковать нечего: все эти файлы удалены.
not-packed =
    😔 Собрать архив { $packed ->
        [0] { "" }
       *[other] до конца { "" }
    }не получилось. Файлы на месте. Попробуйте ещё раз чуть позже.
archive =
    📦 Архив { $part }: { $count } { $count ->
        [one] файл
        [few] файла
       *[many] файлов
    }.
not-taken =
    😔 Telegram не принял { $archives ->
        [1] архив
       *[other]
            { $areSome ->
                [yes] { $refused } из { $archives } архивов
               *[no] архивы
            }
    }. Файлы на месте. Скачайте { $archives ->
        [1] его
       *[other] их
    } ещё раз чуть позже.

## Plain text: buttons, titles, notices

menu = 🏠 Меню
choosing = ☑️ Выбрать
line = { $isMarked ->
        [yes] ☑️
       *[no] ☐
    } { $label }
whole-page =
    { $isWhole ->
        [yes] ✖️ Снять со страницы
       *[no] ☑️ Вся страница
    }
download-one = 📥 Скачать (1)
download-some = 📦 Скачать ({ $count })
remove-some = 🗑️ Удалить ({ $count })
cancel = ‹ Отмена
pack = 📦 Собрать
back = ‹ Назад
remove-surely = 🗑️ Да, удалить
keep = Оставить
kind = { $many }: { $count }{ $removedWith ->
        [none] { "" }
       *[other] , { $removedWith }
    }
