which =
    📑 <b>Какой документ сделать?</b>

    { $characters ->
        [none] Сделаю его из расшифровки. У каждого пункта будет время в записи, а то, чего в ней не нашлось, отмечу.
       *[other]
            Прочитала ваш файл: { GROUPED($characters) } { $characters ->
                [one] знак
                [few] знака
               *[many] знаков
            }. У каждого пункта будут слова из текста, а то, чего в нём не нашлось, отмечу.
    }
ask =
    📑 Пришлите файл с текстом — TXT, MD, DOCX или PDF, — и я сделаю из него документ: краткое содержание, список дел, протокол, письмо или перевод.

    Беру до { $textMegabytes } МБ текста. Читаю бесплатно, цену скажу до заказа.
into-which = 🌐 <b>На какой язык перевести?</b>
bad-template = Нужно от 1 до { $templateLimitsLines } строк, каждая до { $templateLimitsLine } знаков, а всего до { $templateLimitsCharacters }. Напишите ещё раз.
gone = Этой расшифровки больше нет.
doubted =
    { "" }

    ⚠️ { $points } { $points ->
        [one] пункта
       *[other] пунктов
    } в { $isOfRecording ->
        [yes] записи
       *[no] тексте
    } не нашлось, в файле { $points ->
        [one] он отмечен
       *[other] они отмечены
    }: проверьте.
document-gone = Этого документа больше нет: он удалён. Сделать его заново можно из расшифровки или файла.
ask-template =
    📐 <b>Ваш шаблон</b>

    Напишите заголовки или вопросы, каждый с новой строки, до { $templateLimitsLines }. Под каждым я соберу, что об этом сказано.

    { $last ->
        [none]
            Например:
            Что решили
            Кто за что отвечает
            Когда встречаемся снова
       *[other]
            В прошлый раз:
            { $last }
    }
confirm =
    📑 <b>{ $name }</b>

    { $type ->
        [summary] Главное, в нескольких пунктах.
        [minutes] Что обсудили, что решили, что сделать и что осталось открытым.
        [to_do] Все дела. Кто делает и к какому сроку — если это сказано.
        [protocol] Официальный протокол: кто был, повестка, что слушали, что постановили.
        [letter] Письмо участникам: о чём договорились и что дальше.
        [translation] Весь текст целиком.
       *[template] Ваши заголовки и вопросы, и под каждым — что об этом сказано.
    } { $isTranslation ->
        [yes] Файлом
       *[no] На русском, файлом
    } DOCX; потом его можно взять и как { $hasPdf ->
        [yes] PDF, TXT
       *[no] TXT
    } или MD.{ $units ->
        [0] { "" }
        [1] { "" }
       *[other]
            { "" }
            Текст длинный: { $units } { $units ->
                [one] часть
                [few] части
               *[many] частей
            } по { GROUPED($textUnitCharacters) } знаков.
    }

    Цена: <b>{ CREDITS($price) }</b>
exported = 📑 { $name }
order-delivered = 📑 Готово! Документ — в файле.

## Plain text: buttons, titles, notices

take-last = 📐 Взять прошлый
another = 📑 Другой файл
button =
    { $type ->
        [summary] 📌 Кратко
        [minutes] 🤝 Итоги встречи
        [to_do] ✅ Список дел
        [protocol] 📜 Протокол
        [letter] ✉️ Письмо
        [translation] 🌐 Перевод
       *[template] 📐 По моему шаблону
    }
# The name of a translation says its target language.
name =
    { $type ->
        [summary] Краткое содержание
        [minutes] Итоги встречи
        [to_do] Список дел
        [protocol] Протокол
        [letter] Письмо по итогам
        [translation] Перевод
       *[template] Документ по шаблону
    }{ $target ->
        [ru] { "" } на русский
        [en] { "" } на английский
        [de] { "" } на немецкий
        [es] { "" } на испанский
        [fr] { "" } на французский
        [zh] { "" } на китайский
        [tr] { "" } на турецкий
        [uk] { "" } на украинский
        [kk] { "" } на казахский
        [none] { "" }
       *[other] { "" } на язык «{ $own }»
    }
# This stands after the word «Документ»; $name is the message above.
what =
    { $type ->
        [template] По шаблону
       *[other] { $name }
    }
promise = Не получится — кредиты вернутся.
start = 📑 Сделать
transcripts = 📚 Мои расшифровки
files = 🗂️ Мои файлы
back = ‹ Назад
use-make-document = 📑 Документ
entry-documents = 📑 Документ из файла
file-many = 📑 Документы
file-one = 📑 Документ
file-name = документ
flow-title = Документ
order-title = 📑 Документ
order-short-title = 📑 Документ
order-preparing = 🧺 Открываю текст
order-again = 📑 Прислать документ
