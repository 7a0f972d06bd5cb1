ask =
    🔊 <b>Озвучить текст</b>

    Пришлите текст сообщением или файлом, DOCX, PDF или TXT, и я прочитаю его вслух. Голос и скорость выберете на следующем шаге.

    { CREDITS($perPart) } за каждые начатые { $speechPartCharacters } знаков.
no-words = Тут нет слов, которые можно прочитать. Пришлите текст.
too-long = Это сообщение не добавила: с ним текст длиннее { GROUPED($typedSpeechCharacters) } знаков. Пришлите его весь одним файлом.
no-times = Не вижу времени. Напишите, скажем, «0:30–2:15».
nothing-said = На этом отрезке ничего не сказано. Выберите другой.
part-too-long = И это больше { GROUPED($maxSpeechCharacters) } знаков. Возьмите отрезок покороче.
gone = Этого больше нет: оно удалено. Пришлите другой текст.
confirm =
    🔊 <b>Озвучить текст</b>

    { GROUPED($characters) } { $characters ->
        [one] знак
        [few] знака
       *[many] знаков
    }, звучание около { LENGTH($seconds) }.
    Можно дописать: пришлите продолжение сообщением.

    Цена: <b>{ CREDITS($price) }</b>
confirm-file =
    🔊 <b>Озвучить файл</b>{ $name ->
        [none] { "" }
       *[other] { "" } { $name }
    }

    { GROUPED($characters) } { $characters ->
        [one] знак
        [few] знака
       *[many] знаков
    }, звучание около { LENGTH($seconds) }.

    Цена: <b>{ CREDITS($price) }</b>
sampling = Сейчас пришлю голос.
no-free-sample = Этот голос на этом языке и с этой скоростью ещё никто не слушал, а бесплатные пробы за эти сутки кончились: они общие для всех. Попробуйте через сутки.
no-sample = Голос сейчас не послушать: нейросеть не отвечает. Попробуйте через несколько минут.
heard-enough = За сутки вы уже послушали голоса { $aDay } раз. Через сутки можно снова, а заказать — прямо сейчас.
caption = 🔊 { $title }
ask-part =
    ✂️ <b>Что озвучить?</b>

    { $isTooLong ->
        [yes] Целиком за один раз не прочитать: тут больше { GROUPED($maxSpeechCharacters) } знаков. { "" }
       *[no] { "" }
    }Напишите, с какого времени записи по какое читать, скажем «0:30–2:15». Время стоит у абзацев в DOCX и PDF, вся запись — { $length }.
confirm-transcript =
    🔊 <b>Озвучить расшифровку</b>{ $stretch ->
        [none] { "" }
       *[other] , { $stretch }
    }

    { GROUPED($characters) } { $characters ->
        [one] знак
        [few] знака
       *[many] знаков
    }, звучание около { $length }.

    Цена: <b>{ CREDITS($price) }</b>
sample-of =
    { $voice ->
        [soft] 👩 Мягкий
        [bright] 👩 Звонкий
        [calm] 👨 Спокойный
       *[deep] 👨 Низкий
    }, { $speed }×
order-delivered = 🔊 Готово! Послушать можно прямо здесь.
# Below a sound that has only the beginning of the text.
order-incomplete =
    { $isCancelled ->
        [yes] Вы остановили заказ: здесь только начало текста, которое было готово.
       *[no] ⚠️ Здесь только начало текста: дальше не получилось, и за остальное не списано. Пришлите остаток ещё раз, и я его озвучу.
    }

## Plain text: buttons, titles, notices

back = ‹ Другой текст
read-all = 📄 Целиком
choose-part = ✂️ Только часть
promise = Не получится — кредиты вернутся. Читает нейросеть: это не голос живого человека.
start = 🔊 Озвучить
voice =
    { $isChosen ->
        [yes] ✓ { "" }
       *[no] { "" }
    }{ $voice ->
        [soft] 👩 Мягкий
        [bright] 👩 Звонкий
        [calm] 👨 Спокойный
       *[deep] 👨 Низкий
    }
speed =
    { $isChosen ->
        [yes] ✓
       *[no] { "" }
    }{ $speed }×
listen = 🎧 Бесплатная проба
a-text = текст
a-transcript =
    расшифровка{ $stretch ->
        [none] { "" }
       *[other] , { $stretch }
    }
document = документ
voice-file = озвучка.ogg
mp3-file = озвучка.mp3
as-mp3 = 🎵 Прислать как MP3
another = 🔊 Другой текст
use-read-transcript = 🔊 Озвучить
use-read-aloud = 🔊 Озвучить
flow-title = Озвучка
entry-speech = 🔊 Озвучить текст
command-speak = Озвучить текст
file-many = 🔊 Озвучка
file-one = 🔊 Озвучка
file-name = озвучка
order-title = 🔊 Озвучка
order-short-title = 🔊 Озвучка
order-preparing = 🧺 Готовлю текст
order-again = 🔊 Прислать озвучку
# The voice says this sentence to a person who tries it. Each sample is made once, so after a change only new voices say the new sentence.
sample = Здравствуйте! Таким голосом я прочитаю ваш текст: спокойно, внятно и до последнего слова.
