# What is new, and whether a person wants to be told.

news =
    <b>📣 Новости</b>

    { $isOn ->
        [yes] Изредка рассказываю о новом: образах, умениях, скидках. Не нужно — выключите.
       *[no] Новости выключены. Заказы, чеки и ответы поддержки приходят как обычно.
    }

## Plain text: buttons, titles, notices

turn-off = 🔕 Выключить новости
turn-on = 🔔 Включить новости
no-more = 🔕 Без новостей
menu = 🏠 Меню
command = Новости: включить или выключить
