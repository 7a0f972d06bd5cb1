## Plain text: what the page of the sandbox says; the bot in it has its own words

skip = Skip to the message field
people = Chats
add-person = Add a person
add-group = New group
people-hint = Each of them has a private chat with the bot. Write as anyone: they don’t get in each other’s way.
# The woman of this language who is there in a new sandbox.
first-person = Emma
first-name = Name
language = Language
drawn-as = On drawn selfies
choose-drawn = Choose
kind =
    { $kind ->
        [woman] Woman
        [man] Man
       *[other] Other
    }
add = Add
group-title = Title
group-example = Friends
group-members = Members
with-bot = Add the bot right away
create = Create
group = group
members =
    { $count } { $count ->
        [one] member
       *[other] members
    }
bot-in =
    { $status ->
        [left] no bot yet
        [member] with the bot
        [administrator] the bot is an admin
       *[kicked] the bot was removed
    }
call-bot = Add the bot
promote-bot = Make the bot an admin
remove-bot = Remove the bot
upgrade-group = Turn into a supergroup
speaker = Writing as
empty-group = Add the bot and send a command: in a group it answers only what’s meant for it.
joined = { $names } joined the group
left = { $name } left the group
upgraded = The group is now a supergroup
cancel = Cancel
close = Close
theme = Light or dark theme
drawer = Sandbox
connection-lost = Connection lost, reconnecting…
to-end = To the latest message
drop-here = Drop to send
bot = bot
messages = Conversation
doing =
    { $action ->
        [upload_photo] sending a photo…
        [upload_document] sending a file…
        [record_voice] recording a voice message…
        [upload_voice] sending a voice message…
       *[typing] typing…
    }
blocked-status = you blocked the bot
empty-title = This is where it starts
empty = Press Start or send /start. No photos of your own needed: the sandbox draws the selfies.
start = Start
message = Message
send = Send
attach = Attach
commands = Commands
suggestions = Suggestions
photos = Photo
files = File
voice-file = Audio as a voice message
video-as-note = Video as a round video
played-here = played by the sandbox
selfies = Ten drawn selfies
offer-selfies = Send ten drawn selfies
selfies-note = to try it without photos of your own
drawing = Drawing ten selfies…
record = Record a voice message
stop-recording = Send the recording
discard = Discard the recording
no-microphone = No microphone here. Attach an audio file instead.
sending-photos =
    { $count ->
        [1] Send 1 photo?
       *[other] Send { $count } photos?
    }
as-files = As files, uncompressed
caption = Caption
sticker = Sticker
sticker-of = Sticker { $emoji }
location = Location
location-at = { $latitude }, { $longitude }
contact = Contact
by-link = Come by a link
link-word = The word in t.me/bot?start=…
link-example = ref_7
open = Open
edit = Edit
keep = Save
forward = Forward to the bot
forwarded-from = Forwarded from { $name }
decline = The bank declines
refund-by-telegram = Telegram gives the last payment back
no-refund = Nothing was given back: { $reason }
sending = Sending…
failed = Not sent: { $reason }
actions = Actions
reply = Reply
copy = Copy text
copied = Copied
remove = Delete for everyone
replying-to = Reply to
no-reply = Cancel the reply
gone = Deleted message
edited = edited
reacted = Reaction { $emoji }
today = Today
yesterday = Yesterday
photo = Photo
album = Album of { $count } photos
voice = Voice message
audio = Audio
video = Video
video-note = Round video
document = File
invoice = Invoice
open-photo =
    Open photo{ $count ->
        [1] { "" }
       *[other] { "" } { $at } of { $count }
    }
previous = Previous
next = Next
download = Download
play = Play
watch = Watch
pause = Pause
pay = Pay { $price }
paid = Paid
pay-title = Confirm payment
pay-note = You have { $stars } ⭐. They aren’t real.
pay-by-card-note = Test card 4242 4242 4242 4242: the money isn’t real.
paying = Paying…
paid-notice = You paid { $price }
refunded-notice = You got { $price } back
not-paid =
    { $reason ->
        [BALANCE_TOO_LOW] Not enough Stars. Get more in “Sandbox”.
        [BOT_PRECHECKOUT_TIMEOUT] The bot said nothing for 10 seconds, so the payment was cancelled. You keep your Stars.
        [PAYMENT_DECLINED] The bank declined the payment. Telegram tells the bot nothing about it.
        [ALREADY_PAID] You’ve already paid this invoice.
       *[other] { $reason }
    }
ok = Got it
block = Block the bot
unblock = Unblock the bot
you = You:{ " " }
me = Wallet
stars = { $name }’s Stars
add-stars = +1000
sandbox-note = The money, the pictures and the models are make-believe. The bot doesn’t know.
inside = Inside
inside-note = Read from Postgres, the queue and the played providers, every second. Nothing here changes anything.
inside-missing = The inside is shown where `npm start` runs everything and Telegram is the sandbox’s.
inside-away = The product doesn’t answer right now. Asking again…
orders = Orders
no-orders = No orders yet. Order something: its steps appear here.
order-kind =
    { $kind ->
        [training] Avatar
        [generation] Pictures
        [upscale] Larger picture
        [transcription] Transcript
        [restoration] Restored photo
        [document] Document
        [question] Question
        [speech] Speech
        [animation] Video
        [edit] Changed picture
        [together] Picture of several people
       *[other] { $kind }
    }
order-state =
    { $state ->
        [queued] queued
        [running] running
        [waiting] at the provider
        [succeeded] done
        [failed] failed
        [cancelled] cancelled
       *[other] { $state }
    }
charged = charged { $amount }
held = held { $amount }
delivered = { $delivered } of { $units }
step =
    { $what ->
        [held] Credits held
        [captured] Credits charged
        [released] Credits went back
        [ledger] Ledger
        [asked-provider] Provider asked
        [shown] Told the person
        [taken-in] Order taken in
        [started] Started
        [prepared] Prepared
        [slot-taken] Slot taken
        [submitted] Submitted
        [cancel-asked] Cancel asked for
        [ended] Ended
       *[other] { $what }
    }
lasting = …
seconds = { $amount } s
ledger = Credits and ledger
no-ledger = No entries yet.
available = Available
in-holds = Held
debt = Debt
open-hold = Hold: { $amount }
credits =
    { $count ->
        [one] { $amount } credit
       *[other] { $amount } credits
    }
entry =
    { $type ->
        [welcome] Welcome gift
        [purchase] Purchase
        [subscription] Subscription
        [hold] Hold
        [capture] Charge
        [release] Release
        [refund] Refund
       *[other] { $type }
    }
newest-picture = The newest picture
paid-for =
    { $count ->
        [one] The person paid
       *[other] The person paid for { $count }
    }
cost-us = The providers cost us
prompt-note = The prompt as FAL got it.
requests = Requests to providers
no-requests = None yet.
free = no charge
queues =
    { $place ->
        [redis] Queues in Redis
       *[postgres] Queues in Postgres
    }
queue = Queue
waiting-jobs = wait
active-jobs = active
delayed-jobs = later
speed = Speed
speed-of =
    { $times ->
        [1] As in real life
       *[other] { $times }× faster
    }
speed-note = An avatar trains in { $training }, a picture takes { $picture }.
size =
    { $unit ->
        [bytes] { $count } B
        [kilobytes] { $count } KB
       *[megabytes] { $count } MB
    }
lasts =
    { $unit ->
        [minutes] about { $count } min
        [seconds] about { $count } s
       *[moment] less than a second
    }
start-over = Start over as a new person
save-as-test = Save this chat as a test
save-note = A spec for apps/bot-gateway/src: it sends and presses the same, and expects the same words.
time = Time
time-note = Everything that has happened becomes older, and the product starts again: what depends on the clock is then due.
time-passes = Time is passing: the product starts again…
tomorrow = Tomorrow
in-a-month = In a month
played-date =
    { $days ->
        [0] Today is { $date }, as outside.
        [one] Today is { $date }. { $days } day has been skipped: what was before is that much older.
       *[other] Today is { $date }. { $days } days have been skipped: what was before is that much older.
    }
bot-later =
    { $days ->
        [one] bot · { $days } day later
       *[other] bot · { $days } days later
    }
stories-title = What can go wrong
stories-note = Turn a story on and order something: it happens once.
lost-webhook = The webhook got lost
lost-webhook-expected = FAL does the work and says nothing. The bot asks by itself: pictures arrive a bit later.
three-of-four = 3 pictures of 4
three-of-four-expected = Order four. Three arrive, the credits for the fourth come back.
stranger = Not alike
stranger-expected = Order a picture. Somebody else arrives, out of focus, and a line below says that it isn’t alike.
broken-picture = A spoilt picture
broken-picture-expected = Order a picture. The first comes out spoilt: the bot sees it, draws it again for free and sends the second.
fal-down = FAL is down
fal-down-expected = Five times in a row it turns orders away. Yours waits and starts by itself.
double-payment = Paid twice
double-payment-expected = Telegram reports the payment two times. Buy credits: you get them once.
telegram-limits = Telegram slows down
telegram-limits-expected = Twice it asks to wait three seconds. The answer is late, not lost.
broken-file = A broken file
broken-file-expected = A picture breaks off twice on its way. The bot downloads it again, you won’t notice.
cut-line = The line went dead
cut-line-expected = FAL took the order, its answer got lost. The bot doesn’t order twice, it waits for the first.
triple-webhook = The webhook came three times
triple-webhook-expected = Three equal answers at once. You get the pictures, and pay, once.
forged-webhook = A forged webhook
forged-webhook-expected = An answer with a wrong signature. The bot rejects it and asks FAL.
model-gone = A model is retired
model-gone-expected = Pictures without an avatar can’t be ordered any more: the price screen says why. Orders that wait end, credits come back.
fal-fails = FAL failed
fal-fails-expected = The order fails, and every credit comes back.
indecent = Not fit to show
indecent-expected = FAL flags the pictures as indecent. You don’t see them, credits come back.
never-finishes = A stuck order
never-finishes-expected = FAL took it and vanished. Cancel it on its card, and the credits come back.
silent-writer = OpenAI is silent
silent-writer-expected = Twenty requests without an answer. Rules describe the idea, pictures arrive anyway.
unreadable-voice = An unreadable recording
unreadable-voice-expected = Send a voice message: no transcript, and the credits come back.
is-on = waiting to happen
reset = Put everything back
more = More: every switch
services = Outside services
played = sandbox
real = real
service-name =
    { $service ->
        [telegram] Telegram
        [fal] FAL · training and pictures
        [openai] OpenAI · text and speech
        [s3] S3 storage
       *[other] { $service }
    }
faults = Single faults
fault-service = Where
fault-where = On what
fault-kind = Which fault
fault-times = How many times
break-it = Break it
active = Broken now
nothing-active = Everything works.
repair-all = Repair everything
repair = Repair: { $what }
flood = One message a second, as on Telegram
