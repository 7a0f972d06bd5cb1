## Рабочий стол владельца
desk-title = Рабочий стол Аиши
how-to-sign-in = Попросите ссылку у бота: команда /desk. Ссылка действует десять минут и открывается один раз.
signing-in = Вхожу…
sign-out = Выйти
sign-out-everywhere = Выйти на всех устройствах
menu = Экраны
pages = Страницы
loading = Загружаю…
nothing = Ничего нет
no = нет
seconds = { $n } с
minutes = { $n } мин
hours = { $n } ч

## Экраны
today = Сегодня
people = Люди
orders = Заказы
payments = Платежи
prices = Цены и пакеты
models = Модели
letters = Требует решения
queues = Очереди
audit = Журнал
resources-people-name = Люди
resources-orders-name = Заказы
resources-payments-name = Платежи
resources-audit-name = Журнал

## Сегодня
today-by-utc = { $day }, по UTC
yesterday = вчера { $value }
figure-newpeople = Новые люди
figure-active = Заказывали
figure-paying = Платили
figure-delivered = Заказы с результатом
figure-undelivered = Заказы без результата
figure-stars = Звёзды
figure-starsback = Звёзды вернулись
figure-turnover = Оборот в Звёздах
figure-dollars = Расход
figure-margin = Маржа
to-decide = Решения и долги
dead-letters = Письма, которые не удалось обработать
undelivered = Недоставленные результаты
tickets-wait = Люди ждут ответа
reports-wait = Жалобы ждут решения
card-returns-wait = Возвраты на карту ждут вас
liability = Мы должны людям
liability-is = { $credits } кредитов, около { $dollars }; люди должны нам { $debt }
counted-at = { $figure } (подсчитано { $at })
not-counted = ещё не подсчитано
paying-in-month = Платили за 30 дней
waiting-orders = Заказы в работе
other-work = Прочая работа приложений
chart-people = Люди по дням
chart-orders = Заказы по дням
chart-stars = Звёзды по дням
by-day = По дням
day = День

## Люди
person = Человек
find-person = Имя, @имя или номер
username = Имя в Telegram
telegram-id = Номер в Telegram
our-id = Наш номер
language = Язык
came = С нами с
heard = Последний раз
has-blocked-the-bot = Бот заблокирован
money = Деньги
available = Доступно
held = Отложено
debt = Долг
paid = Заплачено
paid-is = { $stars } ★ в { $purchases } { $purchases ->
    [one] покупке
   *[other] покупках
  }, вернулось { $back } ★
all-orders = Все заказы человека
all-payments = Все платежи человека
receipts = Чеки последних заказов
given-back = Вернулось
avatars = Аватары
stopped = Остановлен
deleted = Удалён
ledger = Последние записи счёта

## Заказы
order = Заказ
kind = Вид
state = Состояние
item = Что заказано
which = Какие
orders-open = не закончены
orders-stuck = застряли
orders-failed = не удались
stuck-past-its-deadline = застрял: срок вышел { $time } назад, приложение его не закончило
stuck-left-by-its-process = застрял: процесс пропал { $time } назад, приложение заказ не взяло
stuck-at-the-provider = застрял: у поставщика { $time }, много дольше обычного
stuck-deferred = застрял: отложен { $time }, того, что нужно, нет
stuck-in-the-queue = застрял: ждёт очереди { $time }
orders-released = без результата
of-person = Номер человека
credits = Кредиты
charged = Списано
delivered = Готово
ordered = Заказан
ended = Закончен
story = Что произошло
when = Когда
app = Приложение
what = Что
count = Сколько
oldest = Старший ждёт

## Платежи
pack = Пакет
stars = Звёзды
stars-back = Звёзды вернулись
money-back = Деньги вернулись
card-returns = Возвраты на карту, которые ждут вас
card-returns-are = Кредиты отложены. Верните деньги в кабинете платёжного провайдера по его номеру, а потом отметьте это здесь.
asked-at = Запрошен
number-at-provider = Номер у провайдера
paid-by-card = Картой
paid-by-card-is = { $paid } в { $purchases } { $purchases ->
    [one] покупке
   *[other] покупках
  }, вернулось { $back }
when-back = Когда вернулись
payment = Платёж
number-of-payment = Номер платежа
bought-nothing = ничего не куплено
spent = Потрачено
return-open = в пути: Telegram ещё не ответил
return-returned = вернулись
return-refused = Telegram отказал: { $problem }
refund-of-unspent = { $paid } вернутся человеку. Его { $credits } кредитов не потрачены и будут сняты.
refund-of-spent = { $paid } вернутся человеку. Из { $credits } купленных кредитов потрачено { $spent }: { $others } снимется из других его кредитов, { $owed } станет долгом.
refund-of-nothing = { $paid } вернутся человеку. За них ничего не начислено, снимать нечего.
refund-by-card = Деньги на карту вы возвращаете сами у платёжного провайдера, а потом завершаете возврат здесь, в «Платежах».
return-open-by-card = ждёт, пока оператор вернёт деньги у платёжного провайдера
even-if-spent = Вернуть, хотя кредиты потрачены
reconciliation = Сверка
telegrams-list-read = Список Telegram прочитан
not-forwarded = Не передано в счёт
commission = Звёзды партнёров за 30 дней
ledger-checked = Счёт проверен до
violations = Нарушения счёта

## Цены
packs = Пакеты
price-of-each = Цена за единицу, в кредитах
price = Цена
floor = Не ниже
since = С
next-price = Дальше
stars-a-credit = Звёзд за кредит

## Модели
catalogue = Каталог
model = Модель
does = Что делает
ends = Отключается
gone-since = нет с { $at }
cost-of-day = Расход за сутки
credits-of-day = Кредитов за сутки

## Решения
code = Причина
attempts = Попыток

## Очереди
jobs-waiting = Ждут
jobs-active = В работе
jobs-delayed = Отложены
messages = Сообщений
queue-settings = Очереди и что задали операторы
queue = Очередь
paused = остановлена
at-work = работает
concurrency = Одновременно
as-the-code-says = как в коде

## Журнал
operator = Оператор
act = Действие
outcome = Итог
reason = Причина
subject = О чём

## Роли
role-owner = владелец
role-support = поддержка
role-read-only = только чтение

## Действия
acts = Действия
act-under-way = Выполняю…
act-unanswered = Рабочий стол не ответил, но мог принять действие. Нажмите ещё раз: оно выполнится один раз
act-give-credits = Дать или снять кредиты
act-means-give-credits = Человек получит сообщение. Число меньше нуля снимает кредиты; больше доступного не снимется.
act-cancel-order = Отменить заказ
act-means-cancel-order = Готовое будет доставлено и списано, остальные кредиты вернутся.
act-retry-order = Взять в работу сейчас
act-means-retry-order = Заказ перестанет ждать: он будет взят из отложенных или спрошен у поставщика ещё раз.
act-confirm-payment = Подтвердить платёж картой
act-refund-purchase = Вернуть платёж
act-means-refund-purchase = Кредиты откладываются; звёзды бот возвращает через Telegram и пишет человеку.
act-card-returned = Деньги возвращены
act-means-card-returned = Отмечайте только после того, как провайдер принял возврат. Отложенные кредиты спишутся, человек узнает.
act-card-not-returned = Не возвращать
act-means-card-not-returned = Отложенные кредиты вернутся человеку, и он узнает, что деньги не возвращаются.
act-cancel-subscription = Отменить подписку
act-ban-person = Заблокировать
act-unban-person = Разблокировать
act-answer-ticket = Ответить на обращение
act-close-ticket = Закрыть обращение
act-export-person = Выгрузить данные человека
act-means-export-person = Все данные придут человеку архивами в его чат с ботом. Раз в сутки.
act-erase-person = Удалить всё о человеке
act-means-erase-person = Нельзя ни остановить, ни отменить. Сначала закончатся заказы, потом удалится всё, и отчёт придёт человеку в чат.
erase-loses = Пропадут навсегда: аватары ({ $avatars }), результаты заказов ({ $orders }), кредиты на счёте ({ $credits }).
typed-telegramid = Повторите Telegram-id
act-stop-avatar = Остановить аватар
act-free-avatar = Разрешить аватар
act-close-report = Закрыть жалобу
act-retry-undelivered = Отправить снова
act-means-retry-undelivered = Бот отправит результат снова сразу. Если Telegram опять откажет, результат вернётся в этот список.
act-drop-undelivered = Не отправлять
act-means-drop-undelivered = Результат не будет отправлен: человек получил его иначе или он больше не нужен.
act-retry-dead-letter = Обработать снова
act-means-retry-dead-letter = Приложение обработает письмо заново, как новое. Сделанное раньше не повторится.
act-drop-dead-letter = Отбросить письмо
act-means-drop-dead-letter = То, о чём письмо, сделано не будет. Строка останется для истории.
act-set-queue = Настроить очередь
act-pause-queue = Приостановить
act-means-pause-queue = Начатое закончится, новое не возьмётся, пока очередь не продолжат. Перезапуск и новый выпуск паузу не снимут.
act-resume-queue = Продолжить
act-means-resume-queue = Очередь снова возьмётся за работу за 15 секунд.
act-queue-concurrency = Сколько сразу
act-means-queue-concurrency = Столько заданий каждый процесс делает одновременно. 0: сколько сказано в коде.
field-concurrency = Заданий сразу
act-set-price = Назначить цену
act-set-pack = Изменить пакет
act-set-allowance = Изменить бесплатное
act-make-promo = Завести промокод
act-end-promo = Закончить промокод
act-set-model = Изменить модель
act-draft-broadcast = Подготовить рассылку
act-preview-broadcast = Посмотреть рассылку
act-start-broadcast = Начать рассылку
act-pause-broadcast = Приостановить рассылку
act-stop-broadcast = Остановить рассылку
field-credits = Кредиты
outcome-done = Сделано
outcome-unchanged = Ничего не изменилось
outcome-under-way = Передано, ещё выполняется. Итог появится в журнале
outcome-too-many = Слишком много за один раз
outcome-own-account = Поддержка не меняет свой счёт; это может владелец. Ничего не изменилось
outcome-too-many-today = За 24 часа поддержка выдаёт ограниченную сумму (SUPPORT_GIVES_A_DAY), а эта её превысит. Выдайте меньше или попросите владельца. Ничего не изменилось
outcome-nothing-available = У человека нет доступных кредитов. Ничего не изменилось
outcome-given-before = Эти кредиты уже выданы. Ничего не изменилось
outcome-key-used = За это кредиты уже выдавали. Ничего не изменилось
outcome-desk-must-run = По этой очереди операторы входят в пульт: её не приостанавливают
outcome-decided-before = Это уже решено: обновите страницу. Ничего не изменилось
outcome-no-such-letter = Такого письма нет. Ничего не изменилось
outcome-letter-is-refunded = Звёзды за это уже возвращаются. Ничего не изменилось
outcome-unknown-person = Такого человека нет
outcome-refund-purchase-done = Кредиты отложены; звёзды возвращает бот
outcome-asked-before = Платёж уже возвращается
outcome-returned-before = Платёж уже вернулся раньше
outcome-spent-in-part = Часть кредитов потрачена: посмотрите цифры ещё раз. Ничего не изменилось
outcome-being-credited = Платёж как раз зачисляется. Ничего не изменилось
outcome-not-asked = Возврат этого платежа не открыт. Ничего не изменилось
outcome-paid-in-stars = Это оплачено звёздами, их возвращает сам бот. Ничего не изменилось
outcome-unknown = Telegram о таком платеже не сообщал. Ничего не изменилось
outcome-export-person-done = Архивы собираются и придут человеку в чат
outcome-erase-person-done = Удаление началось, отчёт придёт человеку в чат

## Ошибки
error-unreachable = Рабочий стол не отвечает. Ничего не изменилось, попробуйте ещё раз
error-signed-out = Сеанс закончился. Попросите у бота новую ссылку: /desk
error-link-is-over = Ссылка уже использована или устарела. Попросите у бота новую: /desk
error-not-your-role = Ваша роль этого не может
error-no-csrf-token = Страница устарела. Обновите её; ничего не изменилось
error-another-origin = Откройте рабочий стол по его адресу (CONSOLE_URL)
error-too-many-requests = Слишком часто. Подождите минуту; ничего не изменилось
error-no-such-person = Такого человека нет
error-no-such-order = Такого заказа нет
error-no-such-money = В этой валюте нет такой суммы. Ничего не изменилось
error-no-such-payment = Такого платежа нет
error-no-such-queue = Такой очереди нет
error-no-such-letter = Такого письма нет
error-no-such-result = Такого результата нет
error-another-person-typed = Набран id другого человека. Ничего не изменилось
error-order-has-ended = Заказ уже закончился. Ничего не изменилось
error-order-is-not-there-yet = Заказ ещё не дошёл до исполнителя. Ничего не изменилось
error-status-400 = Так не получится: проверьте, что введено
error-status-404 = Такого нет
error-status-500 = Ошибка на нашей стороне. Ничего не изменилось, подробности в логе

## Виды заказов
kind-generation = Картинки
kind-together = Картинка нескольких людей
kind-edit = Изменение картинки
kind-upscale = Увеличение
kind-animation = Видео
kind-training = Аватар
kind-restoration = Восстановление
kind-transcription = Расшифровка
kind-document = Документ
kind-question = Ответ
kind-speech = Озвучка

## Состояния
state-not-begun = не дошёл до исполнителя
state-queued = в очереди
state-running = в работе
state-waiting = у поставщика
state-succeeded = готов
state-failed = не вышел
state-cancelled = отменён
model-active = в работе
model-watched = про запас
model-retired = больше не нужна
avatar-draft = ещё без фото
avatar-photos_uploading = собирает фото
avatar-ready_for_training = готов к обучению
avatar-training = обучается
avatar-completed = готов
avatar-error = обучение не удалось
avatar-cancelled = отменён

## Что произошло с заказом
event-held = отложено { $credits } кредитов
event-captured = списано { $credits } кредитов
event-released = кредиты вернулись ({ $reason })
event-ledger = запись счёта «{ $type }», { $credits } кредитов
event-taken-in = взят исполнителем
event-started = впервые вышел из очереди
event-prepared = подготовлен
event-slot-taken = занял место у поставщика
event-submitted = отправлен поставщику
event-cancel-asked = поставщика просят остановиться
event-ended = закончился: { $state }, { $delivered } из { $units } { $code }
event-not-before = раньше не возьмут
event-lease-ends = истекает срок его процесса
event-deadline = крайний срок
event-asked-provider = запрос к { $provider }: { $model } ({ $reason }), { $dollars }
event-delivery = доставка ({ $urgency }): { $state }
delivery-callback = отклик на кнопку
delivery-answer = ответ
delivery-result = результат
delivery-broadcast = рассылка
delivery-progress = ход работы
delivery-pending = ждёт
delivery-sending = отправляется
delivery-sent = отправлено
delivery-dropped = отброшено
delivery-undelivered = не доставлено

## Записи счёта
ledger-purchase = покупка
ledger-refund = возврат звёзд
ledger-hold = отложено
ledger-capture = списано
ledger-release = возвращено
ledger-welcome = подарок новичку
ledger-correction = исправлено оператором
ledger-promo = промокод
ledger-referral = приглашение, первая покупка
ledger-referral-picture = приглашение, первая картинка
ledger-gift-sent = подарено другому
ledger-gift-received = получено в подарок
ledger-gift-back = подарок вернулся

## Работа моделей
work-draw = рисует
work-draw-with-lora = рисует по аватару
work-draw-from-photo = рисует по фото
work-draw-from-references = рисует по образцам
work-edit = меняет картинку
work-train = обучает
work-upscale = увеличивает
work-animate = оживляет
work-read-aloud = читает вслух
work-write-down = записывает речь
work-write = пишет
work-look = смотрит
work-moderate = проверяет

## Слова готовых частей
ra-action-add-filter = Добавить фильтр
ra-action-add = Добавить
ra-action-back = Назад
ra-action-cancel = Отмена
ra-action-clear-array-input = Очистить
ra-action-clear-input-value = Очистить
ra-action-close = Закрыть
ra-action-close-menu = Закрыть меню
ra-action-confirm = Да
ra-action-open = Открыть
ra-action-open-menu = Открыть меню
ra-action-refresh = Обновить
ra-action-remove-filter = Убрать фильтр
ra-action-remove-all-filters = Убрать все фильтры
ra-action-search = Поиск
ra-action-select-columns = Столбцы
ra-action-select-row = Выбрать строку
ra-action-show = Показать
ra-action-sort = Сортировать
ra-action-toggle-theme = Светлая или тёмная
ra-action-undo = Отменить
ra-auth-auth-check-error = Попросите у бота ссылку: /desk
ra-auth-logout = Выйти
ra-auth-user-menu = Сеанс
ra-message-error = На этом экране ошибка
ra-message-invalid-form = Проверьте, что введено
ra-message-loading = Загружаю
ra-message-no = Нет
ra-message-not-found = Такого адреса нет
ra-message-yes = Да
ra-message-auth-error = Не удалось проверить сеанс
ra-message-details = Подробности
ra-navigation-clear-filters = Убрать фильтры
ra-navigation-next = Дальше
ra-navigation-previous = Назад
ra-navigation-prev = Назад
ra-navigation-no-filtered-results = По этим фильтрам ничего нет
ra-navigation-no-more-results = Дальше ничего нет
ra-navigation-no-results = Ничего нет
ra-navigation-page-rows-per-page = Строк на странице:
ra-navigation-page-range-info = { $offsetBegin }–{ $offsetEnd } из { $total }
ra-navigation-partial-page-range-info = { $offsetBegin }–{ $offsetEnd }
ra-navigation-skip-nav = К содержанию
ra-notification-data-provider-error = Рабочий стол не отвечает
ra-notification-http-error = Рабочий стол не отвечает
ra-notification-item-doesnt-exist = Такого нет
ra-notification-logged-out = Сеанс закончился. Попросите у бота новую ссылку: /desk
ra-notification-not-authorized = Ваша роль этого не может
ra-page-access-denied = Доступа нет
ra-page-dashboard = Сегодня
ra-page-empty = Пока ничего нет
ra-page-error = Ошибка
ra-page-list = { $name }
ra-page-loading = Загружаю
ra-page-not-found = Такого экрана нет
ra-page-show = { $name }
ra-validation-required = Нужно заполнить

## Обращения
tickets = Обращения
resources-tickets-name = Обращения
ticket = Обращение
tickets-waiting = ждут ответа
tickets-all = все
ticket-operator = ждёт ответа
ticket-person = отвечено
ticket-closed = закрыто
opened = Открыто
closed = Закрыто
waits-since = Ждёт с
what-was-written = Переписка
banned-until = Заблокирован до
for-ever = навсегда
act-means-ban-person = Человек увидит, что бот для него закрыт; поддержка и его данные останутся. Ноль дней значит навсегда.
act-means-unban-person = Бот снова будет отвечать человеку.
act-means-answer-ticket = Ответ придёт человеку от бота. Причину видят только операторы.
act-means-close-ticket = Следующее сообщение человека откроет новое обращение.
act-means-set-price = Показанные людям цены держатся полчаса. Цена ниже себестоимости не пройдёт.
field-days = Дней
field-text = Ответ
field-price = Кредитов за единицу
outcome-refused = Отказано: причина в журнале
outcome-person-unknown = Такого человека нет
outcome-not-banned = Человек и так не заблокирован
outcome-over-already = Этот срок уже прошёл
outcome-is-operator = Оператора забанить нельзя: сначала уберите его из ADMIN_TELEGRAM_IDS
outcome-ticket-unknown = Такого обращения нет
outcome-ticket-closed = Обращение уже закрыто
error-no-such-ticket = Такого обращения нет

## Жалобы
reports = Жалобы
resources-reports-name = Жалобы
report = Жалоба
reports-open = ждут решения
reports-all = все
report-open = ждёт решения
report-closed = закрыта
report-about-my-face = своё лицо
report-about-picture = картинка с кем-то
report-about-other = другое
about-what = О чём
who-reports = Кто жалуется
alike-avatars = Аватары с похожим лицом
proved-by-selfies = Подтверждён селфи
face-age = На вид, лет
face-owner = Чьё лицо, по словам
face-own = своё
face-agreed = того, кто согласен
told-of-stop = Узнал об остановке
what-was-found = Что выяснилось
report-words = Что написал человек
no-words = без слов
until-reported = до двух селфи
until-misused = пока не разрешит оператор
stop-several-people = на фото разные люди
stop-known-face = похож на лицо из жалобы
stop-reported = на это лицо пожаловались
stop-misused = оператор, за злоупотребление
act-means-stop-avatar = Аватар больше не обучается и не рисуется. Об этом узнают его владелец и, один раз, тот, кто пожаловался.
act-means-free-avatar = Аватар снова работает, владелец узнает. Новые жалобы на это же лицо его уже не остановят.
act-means-close-report = Человек узнает, что решение принято, если ещё не знает об остановке. Причина говорит, что выяснилось.
field-stop = На сколько
field-forgetface = Жалоба на лицо ошибочна: из-за неё больше не просить селфи
outcome-avatar-unknown = Такого аватара нет
outcome-not-stopped = Аватар не остановлен. Ничего не изменилось
outcome-stopped-for-misuse = Аватар остановлен за злоупотребление, пока его не разрешит оператор. Ничего не изменилось
outcome-no-face-to-prove = У стиля нет лица, которое могли бы подтвердить селфи. Ничего не изменилось
outcome-report-unknown = Такой жалобы нет
outcome-closed-before = Жалоба уже закрыта. Ничего не изменилось
error-no-such-report = Такой жалобы нет

## Сколько хранится
retention = Сроки хранения
retention-is = Файлы каждого вида удаляются по возрасту, аватар — когда его долго не рисуют. Ничего не исчезает, пока человек не предупреждён и не прошло { $days } дней. Люди видят эти сроки в /privacy.
kept-for = Хранится
kept-for-ever = до удаления
kept-days = { $days ->
    [one] { $n } день
    [few] { $n } дня
   *[many] { $n } дней
  }
kept-picture = Картинки
kept-upscale = Увеличенные картинки
kept-recording = Записи
kept-transcript = Расшифровки
kept-restoration = Улучшенные фото
kept-document = Документы
kept-speech = Озвучки
kept-animation = Видео
kept-edit = Изменённые картинки
kept-together = Картинки с несколькими людьми
kept-avatar = Аватар, который не рисуют
told = Предупреждены
act-set-retention = Назначить срок
act-means-set-retention = Отныне вместо прежнего действует этот срок, и всех, кого он касается, предупредят заново. Удалённое вернуть нельзя.
act-keep-for-ever = Хранить всегда
act-means-keep-for-ever = По возрасту больше ничего не удаляется. Уже удалённое вернуть нельзя.
term-keeps = Больше ничего не удаляется. Раньше: { $before }. Пока ничего не изменилось.
term-goes = Станет: { $after }; сейчас: { $before }. У кого есть файлы, созданные до { $older }, тех предупредят сразу; первые файлы исчезнут { $first } или позже. Пока ничего не изменилось.
term-goes-avatar = Станет: { $after }; сейчас: { $before }. Чей аватар последний раз рисовали до { $older }, тех предупредят сразу; первые аватары с фото и моделями исчезнут { $first } или позже. Пока ничего не изменилось.
error-no-such-kind = Такого вида нет
