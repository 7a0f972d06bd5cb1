## The owner's desk
desk-title = Aisha’s desk
how-to-sign-in = Ask the bot for a link with /desk. It works once, within ten minutes.
signing-in = Signing in…
sign-out = Sign out
sign-out-everywhere = Sign out on every device
menu = Screens
pages = Pages
loading = Loading…
nothing = Nothing here
no = no
seconds = { $n } s
minutes = { $n } min
hours = { $n } h

## Screens
today = Today
people = People
orders = Orders
payments = Payments
prices = Prices and packs
models = Models
letters = To decide
queues = Queues
audit = Audit
resources-people-name = People
resources-orders-name = Orders
resources-payments-name = Payments
resources-audit-name = Audit

## Today
today-by-utc = { $day }, by UTC
yesterday = yesterday { $value }
figure-newpeople = New people
figure-active = Ordered
figure-paying = Paid
figure-delivered = Orders with a result
figure-undelivered = Orders without a result
figure-stars = Stars
figure-starsback = Stars back
figure-turnover = Turnover
figure-dollars = Cost
figure-margin = Margin
to-decide = Decisions and debts
dead-letters = Messages that were given up
undelivered = Undelivered results
tickets-wait = People wait for an answer
reports-wait = Reports wait for a decision
card-returns-wait = Card refunds wait for you
liability = We owe people
liability-is = { $credits } credits, about { $dollars }; people owe us { $debt }
paying-in-month = Paid within 30 days
waiting-orders = Open orders
other-work = Other work of the apps
chart-people = People by day
chart-orders = Orders by day
chart-stars = Stars by day
by-day = By day
day = Day

## People
person = Person
find-person = Name, @name or id
username = Name in Telegram
telegram-id = Telegram id
our-id = Our id
language = Language
came = Here since
heard = Last heard
has-blocked-the-bot = Has blocked the bot
money = Money
available = Available
held = Held
debt = Debt
paid = Paid
paid-is = { $stars } ★ in { $purchases } { $purchases ->
    [one] purchase
   *[other] purchases
  }, { $back } ★ went back
all-orders = All orders of this person
all-payments = All payments of this person
receipts = Receipts of the last orders
given-back = Given back
avatars = Avatars
stopped = Stopped
deleted = Deleted
ledger = Last rows of the ledger

## Orders
order = Order
kind = Kind
state = State
item = Ordered
which = Which
orders-open = not ended
orders-stuck = stuck
orders-failed = failed
stuck-past-its-deadline = stuck: past its deadline for { $time }, its app has not ended it
stuck-left-by-its-process = stuck: its process died { $time } ago, and its app has not taken it back
stuck-at-the-provider = stuck: at the provider for { $time }, much longer than usual
stuck-deferred = stuck: deferred for { $time }, what it needs is away
stuck-in-the-queue = stuck: in the queue for { $time }
orders-released = without a result
of-person = Id of a person
credits = Credits
charged = Charged
delivered = Delivered
ordered = Ordered at
ended = Ended
story = What happened
when = When
app = App
what = What
count = How many
oldest = The oldest waits

## Payments
pack = Pack
stars = Stars
stars-back = Stars back
money-back = Money back
card-returns = Card refunds that wait for you
card-returns-are = The credits are set aside. Give the money back in the cabinet of the card provider, by its number there; then say here that it is back.
asked-at = Asked at
number-at-provider = Number at the provider
paid-by-card = By card
paid-by-card-is = { $paid } in { $purchases } { $purchases ->
    [one] purchase
   *[other] purchases
  }, { $back } went back
when-back = Went back
payment = Payment
number-of-payment = Number of the payment
bought-nothing = bought nothing
spent = Spent
return-open = on their way: Telegram has not answered yet
return-returned = went back
return-refused = Telegram refused: { $problem }
refund-of-unspent = { $paid } goes back to the person. None of its { $credits } credits is spent, and all are taken.
refund-of-spent = { $paid } goes back to the person. Of { $credits } bought credits { $spent } are spent: { $others } are taken from their other credits, { $owed } become a debt.
refund-of-nothing = { $paid } goes back to the person. No credits came for it, so none are taken.
refund-by-card = You give the money back at the card provider, and then end the return here, under Payments.
return-open-by-card = waits until an operator gives the money back at the card provider
even-if-spent = Give back although credits are spent
reconciliation = Reconciliation
telegrams-list-read = Telegram’s list was read
not-forwarded = Not told to the ledger
commission = Stars of affiliates in 30 days
ledger-checked = Ledger checked until
violations = Violations of the ledger

## Prices
packs = Packs
price-of-each = Price of a unit, in credits
price = Price
floor = Not below
since = Since
next-price = Next
stars-a-credit = Stars a credit

## Models
catalogue = Catalogue
model = Model
does = Does
ends = Ends
gone-since = gone since { $at }
cost-of-day = Cost of a day
credits-of-day = Credits of a day

## To decide
code = Why
attempts = Attempts

## Queues
jobs-waiting = Waiting
jobs-active = At work
jobs-delayed = Delayed
messages = Messages
queue-settings = Queues and what operators have set
queue = Queue
paused = paused
at-work = at work
concurrency = At once
as-the-code-says = as the code says

## Audit
operator = Operator
act = Act
outcome = Outcome
reason = Reason
subject = Subject

## Roles
role-owner = owner
role-support = support
role-read-only = read-only

## Acts
acts = Acts
act-under-way = Under way…
act-give-credits = Give or take credits
act-means-give-credits = The person is told. A number below zero takes credits, and no more than they have available.
act-cancel-order = Cancel the order
act-means-cancel-order = What is made is delivered and charged; the other credits go back.
act-retry-order = Take it up now
act-means-retry-order = The order stops waiting: it is taken out of its deferral, or its provider is asked once more.
act-confirm-payment = Confirm a payment by card
act-refund-purchase = Give the payment back
act-means-refund-purchase = The credits are set aside; the bot gives Stars back through Telegram and tells the person.
act-card-returned = The money is back
act-means-card-returned = Say so only after the card provider has taken the refund. The credits that were set aside are gone, and the person is told.
act-card-not-returned = Do not give it back
act-means-card-not-returned = The credits that were set aside are with the person again, and they are told that the money stays.
act-cancel-subscription = Cancel the subscription
act-ban-person = Ban
act-unban-person = Lift the ban
act-answer-ticket = Answer the ticket
act-close-ticket = Close the ticket
act-export-person = Export this person’s data
act-means-export-person = All their data comes to the person as archives in their chat with the bot. Once a day.
act-erase-person = Erase everything of this person
act-means-erase-person = This can be neither stopped nor undone. Orders end first, then everything is deleted, and a report comes into the person’s chat.
erase-loses = Lost for good: avatars ({ $avatars }), results of orders ({ $orders }), credits of the account ({ $credits }).
typed-telegramid = Type the Telegram id again
act-stop-avatar = Stop the avatar
act-free-avatar = Allow the avatar
act-close-report = Close the report
act-retry-undelivered = Send again
act-means-retry-undelivered = The bot sends the result again at once. When Telegram refuses again, it comes back to this list.
act-drop-undelivered = Do not send
act-means-drop-undelivered = The result is not sent: its person got it another way, or needs it no more.
act-retry-dead-letter = Handle again
act-means-retry-dead-letter = The app handles the message again, as a new one. What was done is not done twice.
act-drop-dead-letter = Drop
act-means-drop-dead-letter = What the message is about is not done. The row stays for the record.
act-set-queue = Set the queue
act-pause-queue = Pause
act-means-pause-queue = What runs ends, and nothing more is taken until the queue is resumed. No restart and no release ends the pause.
act-resume-queue = Resume
act-means-resume-queue = The queue is at work again within 15 seconds.
act-queue-concurrency = Set how many
act-means-queue-concurrency = So many jobs run at once in each process. 0: as many as the code says.
field-concurrency = Jobs at once
act-set-price = Set a price
act-set-pack = Change a pack
act-set-allowance = Change what is free
act-make-promo = Make a promo code
act-end-promo = End the promo code
act-set-model = Change the model
act-draft-broadcast = Draft a broadcast
act-preview-broadcast = Preview the broadcast
act-start-broadcast = Start the broadcast
act-pause-broadcast = Pause the broadcast
act-stop-broadcast = Stop the broadcast
field-credits = Credits
outcome-done = Done
outcome-unchanged = Nothing has changed
outcome-under-way = Sent, and still under way. The audit will say what came of it
outcome-too-many = Too many at once
outcome-own-account = Support does not change its own account. An owner can. Nothing has changed
outcome-too-many-today = Support gives a limited sum of credits within 24 hours (SUPPORT_GIVES_A_DAY), and this would go over it. Give fewer, or ask an owner. Nothing has changed
outcome-nothing-available = The person has no credits available. Nothing has changed
outcome-given-before = These credits were given before. Nothing has changed
outcome-key-used = Credits were given for this before. Nothing has changed
outcome-desk-must-run = By this queue operators sign in to the desk: it is not paused
outcome-decided-before = That is decided already: reload the page. Nothing has changed
outcome-no-such-letter = There is no such message. Nothing has changed
outcome-letter-is-refunded = Its Stars are going back. Nothing has changed
outcome-unknown-person = There is no such person
outcome-refund-purchase-done = The credits are set aside; the bot gives Stars back
outcome-asked-before = The payment is on its way back already
outcome-returned-before = The payment went back before
outcome-spent-in-part = Some credits are spent: read the figures again. Nothing has changed
outcome-being-credited = The payment is being credited. Nothing has changed
outcome-not-asked = No return of this payment is open. Nothing has changed
outcome-paid-in-stars = It was paid in Stars, which the bot gives back by itself. Nothing has changed
outcome-unknown = Telegram has told of no such payment. Nothing has changed
outcome-export-person-done = The archives are being made, and come into the person’s chat
outcome-erase-person-done = The deletion has begun, a report comes into the person’s chat

## Errors
error-unreachable = The desk does not answer. Nothing has changed; try again
error-signed-out = The session is over. Ask the bot for a new link: /desk
error-link-is-over = The link was used or is too old. Ask the bot for a new one: /desk
error-not-your-role = Your role may not do this
error-no-csrf-token = The page is out of date. Reload it; nothing has changed
error-another-origin = Open the desk by its own address (CONSOLE_URL)
error-too-many-requests = Too often. Wait a minute; nothing has changed
error-no-such-person = There is no such person
error-no-such-order = There is no such order
error-no-such-money = There is no such amount in this currency. Nothing has changed
error-no-such-payment = There is no such payment
error-no-such-queue = There is no such queue
error-no-such-letter = There is no such message
error-no-such-result = There is no such result
error-another-person-typed = The id that was typed is another person’s. Nothing has changed
error-order-has-ended = The order has ended. Nothing has changed
error-order-is-not-there-yet = No worker has the order yet. Nothing has changed
error-status-400 = This will not do: check what was entered
error-status-404 = There is no such thing
error-status-500 = A fault of ours. Nothing has changed; the log has the details

## Kinds of orders
kind-generation = Pictures
kind-together = Picture of several people
kind-edit = Changed picture
kind-upscale = Upscale
kind-animation = Video
kind-training = Avatar
kind-restoration = Restoration
kind-transcription = Transcript
kind-document = Document
kind-question = Answer
kind-speech = Speech

## States
state-not-begun = not taken in
state-queued = queued
state-running = running
state-waiting = at the provider
state-succeeded = succeeded
state-failed = failed
state-cancelled = cancelled
model-active = active
model-watched = in reserve
model-retired = retired
avatar-draft = no photos yet
avatar-photos_uploading = photos are coming
avatar-ready_for_training = ready for training
avatar-training = in training
avatar-completed = ready
avatar-error = training failed
avatar-cancelled = cancelled

## What happened to an order
event-held = { $credits } credits held
event-captured = { $credits } credits charged
event-released = the credits went back ({ $reason })
event-ledger = ledger: { $type }, { $credits } credits
event-taken-in = taken in by its worker
event-started = first taken from the queue
event-prepared = prepared
event-slot-taken = took a slot of the provider
event-submitted = sent to the provider
event-cancel-asked = the provider is asked to stop
event-ended = ended: { $state }, { $delivered } of { $units } { $code }
event-not-before = not taken before
event-lease-ends = the lease of its process ends
event-deadline = deadline
event-asked-provider = { $provider } was asked: { $model } ({ $reason }), { $dollars } $
event-delivery = delivery ({ $urgency }): { $state }

## Rows of the ledger
ledger-purchase = purchase
ledger-refund = Stars back
ledger-hold = held
ledger-capture = charged
ledger-release = released
ledger-welcome = welcome gift
ledger-correction = corrected by an operator
ledger-promo = promo code
ledger-referral = invitation, first purchase
ledger-referral-picture = invitation, first picture
ledger-gift-sent = given to somebody
ledger-gift-received = got as a gift
ledger-gift-back = gift came back

## What models do
work-draw = draws
work-draw-with-lora = draws an avatar
work-draw-from-photo = draws from a photo
work-draw-from-references = draws from references
work-edit = changes a picture
work-train = trains
work-upscale = enlarges
work-animate = animates
work-read-aloud = reads aloud
work-write-down = writes speech down
work-write = writes
work-look = looks
work-moderate = moderates

## Words of ready-made parts
ra-action-add-filter = Add a filter
ra-action-add = Add
ra-action-back = Back
ra-action-cancel = Cancel
ra-action-clear-array-input = Clear
ra-action-clear-input-value = Clear
ra-action-close = Close
ra-action-close-menu = Close the menu
ra-action-confirm = Yes
ra-action-open = Open
ra-action-open-menu = Open the menu
ra-action-refresh = Refresh
ra-action-remove-filter = Remove the filter
ra-action-remove-all-filters = Remove all filters
ra-action-search = Search
ra-action-select-columns = Columns
ra-action-select-row = Select the row
ra-action-show = Show
ra-action-sort = Sort
ra-action-toggle-theme = Light or dark
ra-action-undo = Undo
ra-auth-auth-check-error = Ask the bot for a link: /desk
ra-auth-logout = Sign out
ra-auth-user-menu = Session
ra-message-error = This screen has an error
ra-message-invalid-form = Check what was entered
ra-message-loading = Loading
ra-message-no = No
ra-message-not-found = There is no such address
ra-message-yes = Yes
ra-message-auth-error = The session could not be checked
ra-message-details = Details
ra-navigation-clear-filters = Remove the filters
ra-navigation-next = Next
ra-navigation-previous = Previous
ra-navigation-prev = Previous
ra-navigation-no-filtered-results = Nothing fits these filters
ra-navigation-no-more-results = There is no further page
ra-navigation-no-results = Nothing here
ra-navigation-page-rows-per-page = Rows a page:
ra-navigation-page-range-info = { $offsetBegin }–{ $offsetEnd } of { $total }
ra-navigation-partial-page-range-info = { $offsetBegin }–{ $offsetEnd }
ra-navigation-skip-nav = To the content
ra-notification-data-provider-error = The desk does not answer
ra-notification-http-error = The desk does not answer
ra-notification-item-doesnt-exist = There is no such thing
ra-notification-logged-out = The session is over. Ask the bot for a new link: /desk
ra-notification-not-authorized = Your role may not do this
ra-page-access-denied = No access
ra-page-dashboard = Today
ra-page-empty = Nothing here yet
ra-page-error = Error
ra-page-list = { $name }
ra-page-loading = Loading
ra-page-not-found = There is no such screen
ra-page-show = { $name }
ra-validation-required = Required

## Tickets
tickets = Support
resources-tickets-name = Support
ticket = Ticket
tickets-waiting = waiting for an answer
tickets-all = all
ticket-operator = waits for an answer
ticket-person = answered
ticket-closed = closed
opened = Opened
closed = Closed
last-words = Last message
what-was-written = What was written
banned-until = Banned until
for-ever = for ever
act-means-ban-person = The person reads that the bot is closed to them; support and their data stay open. Zero days are for ever.
act-means-unban-person = The bot answers the person again.
act-means-answer-ticket = The person gets the answer from the bot. Only operators see the reason.
act-means-close-ticket = What the person writes next opens a new ticket.
act-means-set-price = Prices that people were shown hold for half an hour. A price below cost is refused.
field-days = Days
field-text = Answer
field-price = Credits a unit
outcome-refused = Refused: the audit says why
outcome-person-unknown = There is no such person
outcome-not-banned = The person is not banned
outcome-over-already = That moment is over
outcome-is-operator = Operators cannot be banned: take them off ADMIN_TELEGRAM_IDS first
outcome-ticket-unknown = There is no such ticket
outcome-ticket-closed = The ticket is closed
error-no-such-ticket = There is no such ticket

## Reports
reports = Reports
resources-reports-name = Reports
report = Report
reports-open = waiting for a decision
reports-all = all
report-open = waits for a decision
report-closed = closed
report-about-my-face = their own face
report-about-picture = a picture of somebody
report-about-other = something else
about-what = About
who-reports = Who reports
alike-avatars = Avatars that look like the face
proved-by-selfies = Proved by selfies
face-age = Looks, years
face-owner = Whose face, they say
face-own = their own
face-agreed = of somebody who agreed
told-of-stop = Was told of a stop
what-was-found = What was found
report-words = What the person wrote
no-words = without words
until-reported = until two selfies
until-misused = until an operator allows it
stop-several-people = its photos show several people
stop-known-face = looks like a reported face
stop-reported = its face was reported
stop-misused = an operator, for misuse
act-means-stop-avatar = The avatar is neither trained nor drawn. Its person is told, and who reported it, once.
act-means-free-avatar = The avatar works again, and its person is told. Later reports of the same face stop it no more.
act-means-close-report = The person is told that it is decided, unless they know of a stop. The reason says what was found.
field-stop = For how long
field-forgetface = The face was reported wrongly: ask no avatar for selfies because of it
outcome-avatar-unknown = There is no such avatar
outcome-not-stopped = The avatar is not stopped. Nothing has changed
outcome-stopped-for-misuse = The avatar is stopped for misuse, until an operator allows it. Nothing has changed
outcome-no-face-to-prove = A style has no face that selfies could prove. Nothing has changed
outcome-report-unknown = There is no such report
outcome-closed-before = The report is closed already. Nothing has changed
error-no-such-report = There is no such report

## How long things are kept
retention = Storage terms
retention-is = Files of a kind go when they are so old, an avatar when nobody has drawn it for so long. Nothing goes before its person was told, and { $days } days have passed since. People see these terms in /privacy.
kept-for = Kept for
kept-for-ever = until deleted
kept-days = { $days ->
    [one] { $n } day
   *[other] { $n } days
  }
kept-picture = Pictures
kept-upscale = Enlarged pictures
kept-recording = Recordings
kept-transcript = Transcripts
kept-restoration = Restored photos
kept-document = Documents
kept-speech = Speech
kept-animation = Videos
kept-edit = Changed pictures
kept-together = Pictures of several people
kept-avatar = An avatar that nobody draws
told = Were told
act-set-retention = Set how long
act-means-set-retention = From now on this term counts instead of the one before, and everybody whom it concerns is told anew. What has gone cannot be brought back.
act-keep-for-ever = Keep for ever
act-means-keep-for-ever = Nothing more goes by age. What has gone cannot be brought back.
term-keeps = Nothing goes any more. Before: { $before }. Nothing has changed yet.
term-goes = After: { $after }; before: { $before }. Whoever has files from before { $older } is told at once; the first files go on { $first } or later. Nothing has changed yet.
term-goes-avatar = After: { $after }; before: { $before }. Whose avatar was last drawn before { $older } is told at once; the first avatars go on { $first } or later, with their photos and models. Nothing has changed yet.
error-no-such-kind = There is no such kind
