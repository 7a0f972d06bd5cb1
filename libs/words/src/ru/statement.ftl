choose-month =
    <b>📄 Выписка за месяц</b>

    Пришлю два файла: PDF, чтобы читать, и CSV, чтобы считать. В них остаток на начало и на конец, каждое зачисление и списание и ваши платежи. Бесплатно.

    Месяцы по вашему времени: { $place }. За какой прислать?
no-months = Выписывать пока нечего: кредиты ещё не приходили и не уходили.
made =
    📄 <b>Выписка: { $month }</b>
    PDF, чтобы читать.
made-to-calculate = 📊 То же таблицей: CSV откроется в Excel, Numbers и Google Таблицах.
refused-at-once = ⏳ Предыдущая выписка ещё готовится: пришлю её и возьмусь за следующую, попросите тогда ещё раз.
refused-today = Пока выписок хватит: я делаю { $aDay } за сутки. Через сутки сделаю ещё.
failed = 😔 Выписка, { $month }, не получилась: сбой на моей стороне. Попробуйте позже или напишите в /support.
making = Готовлю выписку, пришлю её сюда
enough-today = Пока выписок хватит: { $aDay } за сутки

## Plain text: buttons, titles, notices

older = Раньше ›
newest = ‹‹ К началу
back = ‹ История
menu = 🏠 Меню
title = Выписка: { $month }
period = { $from } — { $to } · время: { $place } · суммы в кредитах
foot = Aisha · { $title }
opening = Остаток на начало
closing = Остаток на конец
held = в том числе заморожено на заказы
debt = Долг за возвращённые покупки
column-date = Когда
column-what = Что
column-in = Пришло
column-out = Ушло
column-balance = Остаток
column-stars = Звёзды
column-payment = Платёж
column-order = Заказ
column-card = Картой
column-currency = Валюта
payment = Платёж { $chargeId }
sums = Итого за месяц
came-in = Пришло
went-out = Ушло
stars-paid = Оплачено звёздами Telegram
stars-back = Звёзд вернулось
by-kind = По видам
kind-count = { $kind }, операций: { $count }
