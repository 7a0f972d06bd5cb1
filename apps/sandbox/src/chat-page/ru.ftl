## Plain text: what the page of the sandbox says; the bot in it has its own words

skip = К полю ввода
people = Чаты
add-person = Добавить человека
add-group = Создать группу
people-hint = У каждого свой чат с ботом. Пишите от лица любого: друг другу они не мешают.
# The woman of this language who is there in a new sandbox.
first-person = Анна
first-name = Имя
language = Язык
drawn-as = На нарисованных селфи
choose-drawn = Выберите
kind =
    { $kind ->
        [woman] Женщина
        [man] Мужчина
       *[other] Другое
    }
add = Добавить
group-title = Название
group-example = Подруги
group-members = Кто в группе
with-bot = Сразу позвать бота
create = Создать
group = группа
members =
    { $count } { $count ->
        [one] участник
        [few] участника
       *[many] участников
    }
bot-in =
    { $status ->
        [left] бота нет
        [member] бот здесь
        [administrator] бот — админ
       *[kicked] бота убрали
    }
call-bot = Позвать бота
promote-bot = Сделать бота администратором
remove-bot = Убрать бота
upgrade-group = Превратить в супергруппу
speaker = Пишет
empty-group = Позовите бота и напишите команду: в группе он отвечает только на то, что ему.
joined = { $names } теперь в группе
left = { $name } больше не в группе
upgraded = Группа стала супергруппой
cancel = Отмена
close = Закрыть
theme = Светлая или тёмная тема
drawer = Песочница
connection-lost = Связь пропала, подключаюсь снова…
to-end = К последнему сообщению
drop-here = Отпустите, чтобы отправить
bot = бот
messages = Переписка
doing =
    { $action ->
        [upload_photo] отправляет фото…
        [upload_document] отправляет файл…
        [record_voice] записывает голосовое…
        [upload_voice] отправляет голосовое…
       *[typing] печатает…
    }
blocked-status = вы заблокировали бота
empty-title = Здесь начнётся разговор
empty = Нажмите «Начать» или напишите /start. Свои фото не нужны: селфи нарисует песочница.
start = Начать
message = Сообщение
send = Отправить
attach = Прикрепить
commands = Команды
suggestions = Подсказки
photos = Фото
files = Файл
voice-file = Аудио как голосовое
video-as-note = Видео как кружок
played-here = сыграно песочницей
selfies = Десять нарисованных селфи
offer-selfies = Отправить нарисованные селфи
selfies-note = чтобы попробовать без своих фото
drawing = Рисую десять селфи…
record = Записать голосовое
stop-recording = Отправить запись
discard = Удалить запись
no-microphone = Микрофон недоступен. Прикрепите аудиофайл.
sending-photos = Отправить { $count } фото?
as-files = Файлами, без сжатия
caption = Подпись
sticker = Стикер
sticker-of = Стикер { $emoji }
location = Геопозиция
location-at = { $latitude }, { $longitude }
contact = Контакт
by-link = Прийти по ссылке
link-word = Слово из t.me/bot?start=…
link-example = ref_7
open = Открыть
edit = Изменить
keep = Сохранить
forward = Переслать боту
forwarded-from = Переслано от { $name }
decline = Банк отказывает
refund-by-telegram = Telegram вернёт последний платёж
no-refund = Возвращать нечего: { $reason }
sending = Отправляю…
failed = Не отправилось: { $reason }
actions = Действия
reply = Ответить
copy = Скопировать текст
copied = Скопировано
remove = Удалить у всех
replying-to = Ответ
no-reply = Не отвечать
gone = Сообщение удалено
edited = изм.
reacted = Реакция { $emoji }
today = Сегодня
yesterday = Вчера
photo = Фото
album = Альбом, { $count } фото
voice = Голосовое
audio = Аудио
video = Видео
video-note = Кружок
document = Файл
invoice = Счёт
open-photo =
    Открыть фото{ $count ->
        [1] { "" }
       *[other] { "" } { $at } из { $count }
    }
previous = Предыдущее
next = Следующее
download = Скачать
play = Слушать
watch = Смотреть
pause = Пауза
pay = Оплатить { $price }
paid = Оплачено
pay-title = Подтвердите оплату
pay-note = У вас { $stars } ⭐. Они ненастоящие.
pay-by-card-note = Тестовая карта 4242 4242 4242 4242: деньги ненастоящие.
paying = Оплачиваю…
paid-notice = Вы оплатили { $price }
refunded-notice = Вам вернули { $price }
not-paid =
    { $reason ->
        [BALANCE_TOO_LOW] Не хватает звёзд. Добавьте их в «Песочнице».
        [BOT_PRECHECKOUT_TIMEOUT] Бот молчал 10 секунд, и оплата отменилась. Звёзды на месте.
        [PAYMENT_DECLINED] Банк отклонил платёж. Боту Telegram об этом не говорит.
        [ALREADY_PAID] Этот счёт уже оплачен.
       *[other] { $reason }
    }
ok = Понятно
block = Заблокировать бота
unblock = Разблокировать бота
you = Вы:{ " " }
me = Кошелёк
stars = Звёзды: { $name }
add-stars = +1000
sandbox-note = Деньги, картинки и нейросети здесь понарошку. Бот об этом не знает.
inside = Изнутри
inside-note = Читаю из Postgres, очереди и сыгранных провайдеров, раз в секунду. Изменить отсюда ничего нельзя.
inside-missing = Видно, когда всё запущено через `npm start`, а Telegram играет песочница.
inside-away = Продукт сейчас не отвечает. Спрошу ещё раз…
orders = Заказы
no-orders = Заказов ещё нет. Закажите что-нибудь: здесь появятся шаги.
order-kind =
    { $kind ->
        [training] Аватар
        [generation] Картинки
        [upscale] Картинка крупнее
        [transcription] Расшифровка
        [restoration] Фото чётче
        [document] Документ
        [question] Вопрос
        [speech] Озвучка
        [animation] Видео
        [edit] Правка картинки
        [together] Картинка нескольких людей
       *[other] { $kind }
    }
order-state =
    { $state ->
        [queued] в очереди
        [running] в работе
        [waiting] у провайдера
        [succeeded] готово
        [failed] не вышло
        [cancelled] отменён
       *[other] { $state }
    }
charged = списано { $amount }
held = заморожено { $amount }
delivered = { $delivered } из { $units }
step =
    { $what ->
        [held] Кредиты заморожены
        [captured] Кредиты списаны
        [released] Кредиты вернулись
        [ledger] Проводка
        [asked-provider] Запрос провайдеру
        [shown] Показано человеку
        [taken-in] Заказ принят
        [started] Начат
        [prepared] Подготовлен
        [slot-taken] Занято место
        [submitted] Отправлен
        [cancel-asked] Попросили отменить
        [ended] Закончен
       *[other] { $what }
    }
lasting = …
seconds = { $amount } с
ledger = Кредиты и проводки
no-ledger = Проводок ещё нет.
available = Доступно
in-holds = Заморожено
debt = Долг
open-hold = Заморозка: { $amount }
credits =
    { $count ->
        [one] { $amount } кредит
        [few] { $amount } кредита
        [many] { $amount } кредитов
       *[other] { $amount } кредита
    }
entry =
    { $type ->
        [welcome] Подарок новичку
        [purchase] Покупка
        [subscription] Подписка
        [hold] Заморозка
        [capture] Списание
        [release] Разморозка
        [refund] Возврат
       *[other] { $type }
    }
newest-picture = Последняя картинка
paid-for =
    { $count ->
        [one] Человек заплатил
       *[other] Человек заплатил за { $count }
    }
cost-us = Провайдеры стоили нам
prompt-note = Промпт таким, каким его получил FAL.
requests = Запросы провайдерам
no-requests = Пока ни одного.
free = бесплатно
queues =
    { $place ->
        [redis] Очереди в Redis
       *[postgres] Очереди в Postgres
    }
queue = Очередь
waiting-jobs = ждут
active-jobs = в работе
delayed-jobs = позже
speed = Скорость
speed-of =
    { $times ->
        [1] Как в жизни
       *[other]
            В { $times } { $times ->
                [one] раз
                [few] раза
               *[many] раз
            } быстрее
    }
speed-note = Аватар учится { $training }, картинка рисуется { $picture }.
size =
    { $unit ->
        [bytes] { $count } Б
        [kilobytes] { $count } КБ
       *[megabytes] { $count } МБ
    }
lasts =
    { $unit ->
        [minutes] около { $count } мин
        [seconds] около { $count } с
       *[moment] меньше секунды
    }
start-over = Начать заново новым человеком
save-as-test = Сохранить чат как тест
save-note = Спека для apps/bot-gateway/src: шлёт и нажимает то же и ждёт тех же слов.
time = Время
time-note = Всё, что было, становится старше, и продукт запускается заново: тогда наступает то, что зависит от часов.
time-passes = Время идёт: продукт запускается заново…
tomorrow = Завтра
in-a-month = Через месяц
played-date =
    { $days ->
        [0] Сегодня { $date }, как и снаружи.
        [one] Сегодня { $date }. Пропущен { $days } день: всё, что было раньше, на столько старше.
        [few] Сегодня { $date }. Пропущено { $days } дня: всё, что было раньше, на столько старше.
       *[other] Сегодня { $date }. Пропущено { $days } дней: всё, что было раньше, на столько старше.
    }
bot-later =
    { $days ->
        [one] бот · { $days } день спустя
        [few] бот · { $days } дня спустя
       *[other] бот · { $days } дней спустя
    }
stories-title = Что может пойти не так
stories-note = Включите историю и закажите что-нибудь: она случится один раз.
lost-webhook = Вебхук потерялся
lost-webhook-expected = FAL всё сделает и промолчит. Бот сам спросит о результате: картинки придут чуть позже.
three-of-four = 3 из 4 картинок
three-of-four-expected = Закажите четыре. Придут три, за четвёртую кредиты вернутся.
stranger = Непохожая картинка
stranger-expected = Закажите картинку. Придёт кто-то другой, не в фокусе, и под ней будет сказано: непохоже.
broken-picture = Неудачный кадр
broken-picture-expected = Закажите картинку. Первая выйдет испорченной: бот заметит это сам, перерисует бесплатно и пришлёт вторую.
fal-down = FAL лежит
fal-down-expected = Пять раз подряд он не возьмёт заказ. Ваш подождёт и начнётся сам.
double-payment = Двойной платёж
double-payment-expected = Telegram сообщит об оплате дважды. Купите кредиты: они зачислятся один раз.
telegram-limits = Telegram ограничивает
telegram-limits-expected = Он дважды попросит подождать три секунды. Ответ опоздает, но не потеряется.
broken-file = Файл испорчен
broken-file-expected = Картинка дважды оборвётся при скачивании. Бот скачает её заново, вы ничего не заметите.
cut-line = Обрыв связи
cut-line-expected = FAL взял заказ, но ответ не дошёл. Бот не закажет второй раз и дождётся первого.
triple-webhook = Вебхук пришёл трижды
triple-webhook-expected = Три одинаковых ответа сразу. Картинки придут и спишутся один раз.
forged-webhook = Поддельный вебхук
forged-webhook-expected = Ответ с чужой подписью. Бот его не примет и спросит FAL сам.
model-gone = Нейросеть отключили
model-gone-expected = Картинку без аватара больше не заказать: экран с ценой скажет, почему. Заказы, которые ждут, закончатся, кредиты вернутся.
fal-fails = FAL не справился
fal-fails-expected = Заказ закончится неудачей, и все кредиты вернутся.
indecent = Картинки не для показа
indecent-expected = FAL пометит их неприличными. Вы их не увидите, кредиты вернутся.
never-finishes = Заказ завис
never-finishes-expected = FAL взял его и пропал. Отмените на карточке, и кредиты вернутся.
silent-writer = OpenAI молчит
silent-writer-expected = Двадцать запросов подряд без ответа. Идею опишут правила, картинки всё равно придут.
unreadable-voice = Запись не читается
unreadable-voice-expected = Отправьте голосовое: расшифровки не будет, кредиты вернутся.
is-on = ждёт своего часа
reset = Вернуть всё как было
more = Ещё: всё по отдельности
services = Внешние сервисы
played = песочница
real = настоящий
service-name =
    { $service ->
        [telegram] Telegram
        [fal] FAL · обучение и картинки
        [openai] OpenAI · текст и речь
        [s3] Хранилище S3
       *[other] { $service }
    }
faults = Сбои по одному
fault-service = Где
fault-where = На чём
fault-kind = Какой сбой
fault-times = Сколько раз
break-it = Сломать
active = Сломано сейчас
nothing-active = Всё исправно.
repair-all = Починить всё
repair = Починить: { $what }
flood = Не чаще сообщения в секунду, как в Telegram
