title =
    <b>🗂️ Мои файлы</b>{ $of ->
        [none] { "" }
       *[other] { "" } · { $of }
    }

    { $files } { $files ->
        [one] файл
        [few] файла
       *[many] файлов
    }, { SIZE($bytes) }.{ $quota ->
        [none] { "" } { "" }
       *[other]
            { "" } Занято { SIZE($used) } из { SIZE($quota) }.{ $isNearlyFull ->
                [yes]
                    { "" }

                    ⚠️ { $isFull ->
                        [yes] Место закончилось: новые фото и записи пока не беру.
                       *[no] Место заканчивается: скоро я не смогу брать новые фото и записи.
                    } Удалите ненужное; что занимает больше всего, видно в «Виде файлов». Заказы выполняю как обычно.

                    { "" }
               *[no] { "" } { "" }
            }
    }Нажмите на файл, чтобы посмотреть его, получить снова, использовать дальше или удалить. Ищете один из многих? Напишите слово из его названия.
found =
    <b>🔎 { $words }</b>

    { $isAny ->
        [yes] Нашлось вот что. Нажмите, чтобы открыть.
       *[no] Такого в названиях нет. Напишите другое слово.
    }
none =
    <b>🗂️ Мои файлы</b>

    Пока пусто. Здесь появится всё, что вы пришлёте и что я для вас сделаю.
ask-kind = Какие файлы показать?
file =
    <b>{ $one }</b>{ $name ->
        [none] { "" }
       *[other]
            { "" }
            «{ $name }»
    }

    { $date }, { $size }
sent = Файл ниже 👇
ask-remove =
    <b>Удалить файл?</b>

    { $one }{ $removedWith ->
        [none] { "" }
       *[other] , { $removedWith }
    }

    У меня он исчезнет сразу и насовсем. Из чата уберу то, что прислала за последние { SPAN($deletableMs) }: более старое Telegram удалять не даёт.
removed = Удаляю 🗑️
gone = Этого файла больше нет: он удалён. Выберите другой.
gone-when-asked = Этого файла больше нет: он удалён. Выберите другой в «Моих файлах».
remove-some-note = У меня это исчезнет сразу и насовсем. Из чата уберу то, что прислала за последние { SPAN($deletableMs) }: более старое Telegram удалять не даёт.

## Plain text: buttons, titles, notices

menu = 🏠 Меню
back = ‹ Назад
line = { $one } · { $date }, { $size }
# A picture among those of its order: «2 из 8».
numbered = { $number } из { $of }
titled = { $sign } «{ $title }» · { $date }
everything = 🗂️ Все файлы
older = Раньше ›
newest = ‹‹ К началу
kinds = 🔍 Вид файлов
all = Все ({ $files })
of-kind = { $many } ({ $files }): { SIZE($bytes) }
send-again = 📥 Прислать файл
remove = 🗑️ Удалить
remove-surely = 🗑️ Да, удалить
keep = Оставить
entry-files = 🗂️ Мои файлы
command-files = Мои файлы
size = { SIZE($bytes) }
# How many: «3 файла», in the accusative.
some =
    { $count } { $count ->
        [one] файл
        [few] файла
       *[many] файлов
    }
