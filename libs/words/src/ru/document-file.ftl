## Plain text: what stands in the file of a document

summary = Краткое содержание
gist = Главное
details = Подробнее
minutes = Итоги встречи
discussed = Обсудили
decided = Решили
to-do = Сделать
open = Открытые вопросы
to-do-list = Список дел
protocol = Протокол
present = Присутствовали
agenda = Повестка
heard = Слушали
resolved = Постановили
letter = Письмо по итогам
greeting = Здравствуйте!
regards = С уважением,
# $own (String): what the language calls itself.
translation =
    Перевод на { $into ->
        [ru] русский
        [en] английский
        [de] немецкий
        [es] испанский
        [fr] французский
        [zh] китайский
        [tr] турецкий
        [uk] украинский
        [kk] казахский
       *[other] язык «{ $own }»
    }
by-template = Документ по шаблону
unanswered = Об этом ничего не сказано.
# A task, with its owner and its deadline as far as the text says them.
point =
    { $text }{ $owner ->
        [none]
            { $due ->
                [none] { "" }
               *[other] { "" } (срок: { $due })
            }
       *[other]
            { "" } (кто: { $owner }{ $due ->
                [none] { "" }
               *[other] ; срок: { $due }
            })
    }
origins = Откуда это
# This stands after a point that the recording, or the text, does not support.
unsupported =
    { $origin ->
        [recording] не подтверждается записью
       *[text] не подтверждается текстом
    }
