not-audio = Это не запись. Пришлите голосовое, аудио, видео или ссылку на файл.
listening =
    🎧 Слушаю запись, чтобы назвать цену…{ $more ->
        [0] { "" }
       *[other]
            { "" }
            После неё ещё { $more } { $more ->
                [one] запись
                [few] записи
               *[many] записей
            }.
    }
still-listening = Ещё слушаю. Цену покажу здесь же.
measured = 🎧 Послушала вашу запись, { LENGTH($seconds) }. Могу расшифровать её.
no-price = Этой записи у меня уже нет. Пришлите её ещё раз.
refused =
    { $refusal ->
        [not-fetched] 🎙️ Telegram не отдал мне запись. Попробуйте ещё раз или пришлите её заново.
        [deleted] 🎙️ Этой записи у меня больше нет: она удалена. Выберите другую в «Моих файлах» или пришлите эту ещё раз.
        [not-a-recording] 🎙️ Это не запись, или файл повреждён: звука в нём я не нашла. Пришлите голосовое, аудио или видео.
        [no-sound] 🎙️ В этом видео нет звука, записывать нечего. Пришлите другое.
        [no-speech] 🎙️ Здесь тишина, или говорят так тихо, что я не слышу. Пришлите другую запись.
        [too-long] 🎙️ Эта запись длиннее { $longestHours } часов. Пришлите её по частям.
        [too-many-at-once] 🎙️ Я ещё слушаю прошлые записи. Дождитесь их и попробуйте снова.
        [too-many-today] 🎙️ Пока хватит: я бесплатно слушаю до { $recordingsADay } записей за сутки, чтобы назвать цену. Через сутки пришлите ещё.
        [link-unreachable] 🔗 По этой ссылке файл не открылся: сервер молчит, отказал или отдаёт его слишком медленно. Проверьте, что ссылка открывается без входа, и попробуйте ещё раз.
        [link-not-allowed] 🔗 Такую ссылку я не открываю: нужен обычный адрес https в открытом интернете, без пароля. Пришлите другую ссылку или сам файл.
        [link-too-large] 🔗 Файл по ссылке больше { $linkMb } МБ. Оставьте в нём только звук или разделите на части, и пришлите снова.
        [link-page] 🔗 По этой ссылке страница, а не сам файл. Пришлите прямую ссылку: ту, по которой запись сразу скачивается.
        [too-many-links] 🔗 Пока хватит: по ссылкам я бесплатно скачиваю до { $linksADay } записей за сутки. Пришлите файл сюда или ссылку через сутки.
        [storage-full] 🎙️ Место закончилось: ваших файлов уже столько, сколько я могу хранить. Удалите ненужное в /files (что занимает больше всего, видно в «Виде файлов») и попробуйте ещё раз.
       *[unavailable] 🎙️ Сейчас не получилось послушать запись: сбой у меня. Попытка не в счёт. Попробуйте ещё раз через минуту.
    }{ $more ->
        [0] { "" }
       *[other]
            { "" }
            После неё ещё { $more } { $more ->
                [one] запись
                [few] записи
               *[many] записей
            }.
    }
one-more = Эту запись тоже взяла, она следующая.
enough = Эту запись пока не беру: уже ждут { $waiting } других. Расшифруйте их и пришлите эту ещё раз.
ask-language =
    🌐 На каком языке говорят в записи?

    Обычно я узнаю сама, и если языков несколько — тоже. Скажите, если в прошлый раз я ошиблась.
bad-words = Нужно от 1 до { $vocabularyWords } слов или имён через запятую, каждое от { $vocabularyLengthMin } до { $vocabularyLengthMax } символов. Напишите ещё раз.
list =
    { $words ->
        [none]
            <b>📚 Мои расшифровки</b>

            { $isAny ->
                [yes] Нажмите на расшифровку, чтобы открыть её. Или напишите слово, и я найду, где оно звучало.
               *[no] Пока пусто. Пришлите голосовое, и здесь появится его текст.
            }
       *[other]
            <b>🔎 { $words }</b>

            { $isAny ->
                [yes] Нашлось вот что. Нажмите, чтобы открыть.
               *[no] Такого никто не говорил. Попробуйте другое слово из записи.
            }
    }
ask-title =
    ✏️ Как назвать эту расшифровку?{ $title ->
        [none] { "" }
       *[other] { "" } Сейчас она «{ $title }».
    }

    Напишите название, до { $transcriptTitleLengthMax } символов: так будут называться и её файлы.
bad-title = Нужно от { $transcriptTitleLengthMin } до { $transcriptTitleLengthMax } символов. Напишите ещё раз.
ask-speaker =
    👤 Чей это голос? { $name ->
        [none] Голос { $label }
       *[other] { $name }
    } говорит: «{ $said }»

    { $known ->
        [0] Напишите имя.
       *[other] Напишите имя или нажмите на одно из тех, что давали в других расшифровках.
    }
bad-speaker = Имя — от { $speakerNameLengthMin } до { $speakerNameLengthMax } символов. Напишите ещё раз.
ask-remove =
    🗑️ Удалить расшифровку насовсем?

    У меня исчезнут текст, все его файлы и запись, а здесь в чате — то, что я прислала за последние { SPAN($deletableMs) }. Текст в группе уберёт кнопка под ним. Кредиты за расшифровку не вернутся.
removed = Расшифровка удалена.
exported =
    📝 { $title ->
        [none] Ваша расшифровка
       *[other] { $title }
    }
gone = Этой расшифровки больше нет.
ask =
    🎙️ Пришлите голосовое, аудио или видео до { $chatMb } МБ — можно файлом, — и я превращу речь в текст.{ $hasLargerLinks ->
        [yes] { "" } Большую запись, до { $linkMb } МБ, — прямой ссылкой на файл.
       *[no] { "" } Можно и прямой ссылкой на файл.
    }

    { CREDITS($perMinute) } за минуту речи, долгая тишина не в счёт. Цену скажу сразу, как послушаю.
too-large =
    Запись больше { $chatMb } МБ, такие Telegram мне не отдаёт. { $hasLargerLinks ->
        [yes] Пришлите прямую ссылку на файл, или сожмите её.
       *[no] Сожмите её или пришлите по частям.
    }
# $free and $speech are seconds; $freeADay is how much speech is free in 24 hours, $againInMs how long until there is free speech again.
confirm =
    🎙️ Запись { LENGTH($seconds) }, речи в ней { LENGTH($speech) }.{ $free ->
        [0]
            { $freeADay ->
                [0] { "" }
               *[other]
                    { $againInMs ->
                        [none] { "" }
                       *[other]
                            { "" }
                            🎁 Подаренную { $freeADay ->
                                [60] минуту
                               *[other] { LENGTH($freeADay) }
                            } речи вы уже взяли, следующая — через { SPAN($againInMs) }.
                    }
            }
       *[other]
            { "" }
            🎁 { $isAllFree ->
                [yes] Бесплатно
               *[no] Из них { LENGTH($free) } бесплатно
            }: раз в сутки дарю { $freeADay ->
                [60] минуту
               *[other] { LENGTH($freeADay) }
            } речи.
    }{ $more ->
        [0] { "" }
       *[other]
            { "" }
            После неё ещё { $more } { $more ->
                [one] запись
                [few] записи
               *[many] записей
            }.
    }

    Цена: <b>{ $price ->
        [0] бесплатно
       *[other] { CREDITS($price) }
    }</b>
ask-words =
    <b>📖 Мои слова</b>

    Имена, названия и термины из ваших записей: с ними я реже ошибаюсь в написании. Напишите их через запятую, до { $vocabularyWords }.{ $words ->
        [none] { "" }
       *[other]
            { "" }

            Сейчас:
            <code>{ $words }</code>

            Нажмите на список, чтобы скопировать его, поправьте и пришлите: новый заменит прежний.
    }
opened =
    <b>📝 { $title ->
        [none] Расшифровка
       *[other] { $title }
    }</b>
    { $date } · { LENGTH($seconds) }{ $speakers ->
        [0] { "" }
        [1] { "" }
       *[other]
            { "" } · { $speakers } { $speakers ->
                [one] голос
                [few] голоса
               *[many] голосов
            }
    }

    { $preview }
delivered =
    { $preview }

    🎧 { LENGTH($seconds) }{ $speakers ->
        [0] { "" }
        [1] { "" }
       *[other]
            { "" } · { $speakers } { $speakers ->
                [one] голос
                [few] голоса
               *[many] голосов
            }
    }
# $voices: the first words of each voice, each as the message below.
who-speaks =
    <b>👥 Кто говорит</b>

    { $voices }

    Нажмите на голос и напишите имя: оно встанет во все файлы этой расшифровки.
voice-says = <b>{ $name }:</b> «{ $said }»
ask-format =
    📄 В каком виде прислать? { $hasPdf ->
        [yes] DOCX и PDF — читать и печатать
       *[no] DOCX — читать и печатать (в PDF у меня нет букв этого языка)
    }, TXT и MD — копировать, SRT и VTT — субтитры к видео.
order-delivered = 📝 Готово.
# Below a text in which a part of the recording is missing.
order-incomplete =
    { $isCancelled ->
        [yes] Вы остановили заказ: здесь только то, что было готово.
       *[no] ⚠️ Часть записи в текст не попала: с ней не получилось, и за неё не списано. Запись есть в «Моих файлах», оттуда её можно расшифровать ещё раз.
    }
remove-some-note = У меня насовсем исчезнут тексты, все их файлы и записи, а здесь в чате — то, что я прислала за последние { SPAN($deletableMs) }. Тексты в группах уберут кнопки под ними. Кредиты за расшифровки не вернутся.

## Plain text: buttons, titles, notices

menu = 🏠 Меню
back = ‹ Назад
to-offer = 📝 Показать цену
again = 🔁 Попробовать ещё раз
following = ⏭️ Следующая запись
another = 🎙️ Другая запись
promise = Не услышу речи — ничего не спишу.
spoken =
    🌐 Язык: { $name ->
        [none] определю сама
       *[other] { $name }
    }
any-language = ✨ Определю сама
my-words =
    📖 Мои слова{ $known ->
        [0] { "" }
       *[other] : { $known }
    }
erase-words = 🗑️ Стереть мои слова
start = 📝 Расшифровать
what = { LENGTH($seconds) }
mine = 📚 Мои расшифровки
aloud = 🔊 Озвучить
make-document = 📑 Документ
ask-it = ❓ Спросить
ask-all = ❓ Спросить по всем
all = 📚 Все расшифровки
to-list = ‹ К списку
rename = ✏️ Назвать
remove = 🗑️ Удалить
speakers = 👥 Кто говорит
voice = Голос { $label }
remove-surely = 🗑️ Да, удалить
keep = Оставить
open-it = 📝 Открыть
as-file = 📄 Файл…
untitled = Расшифровка, { $date }
line = { $date } · { $opening }
older = Раньше ›
newest = ‹‹ К началу
# The file name of a transcript without a title; its day follows.
file-name = расшифровка
recording-many = 🎙️ Записи
recording-one = 🎙️ Запись
recording-file = запись
use-write-down = 🎙️ Голос в текст
use-open-text = 📝 Расшифровка
entry-transcribe = 🎙️ Голос в текст
entry-transcripts = 📚 Мои расшифровки
command-transcribe = Голос в текст
flow-title = Расшифровка
transcript-many = 📝 Расшифровки
transcript-one = 📝 Расшифровка
transcript-file = расшифровка
transcript-removed-with = вместе с записью
order-title = 🎙️ Расшифровка
order-short-title = 🎙️ Расшифровка
order-preparing = 🧺 Готовлю запись
order-again = 📄 Прислать текст
order-units = { $minutes } мин
# How many: «3 расшифровки», in the accusative.
some =
    { $count } { $count ->
        [one] расшифровку
        [few] расшифровки
       *[many] расшифровок
    }
