choose-month =
    <b>📄 Monthly statement</b>

    You get two files: a PDF to read and a CSV to calculate with. They have the balance at the beginning and at the end, every credit that came in or was charged, and your payments. Free.

    Months go by your time: { $place }. Which one?
no-months = There is nothing to state yet: no credits have come in or gone out.
made =
    📄 <b>Statement: { $month }</b>
    The PDF, to read.
made-to-calculate = 📊 The same as a table: the CSV opens in Excel, Numbers and Google Sheets.
refused-at-once = ⏳ The statement before is still being made: once it is here, ask for the next one again.
refused-today = That’s enough for now: I make { $aDay } statements within a day. I can make more a day from now.
failed = 😔 The statement, { $month }, failed: the trouble is on my side. Try again later or write to /support.
making = Making the statement, it will come here
enough-today = Enough for now: { $aDay } statements within a day

## Plain text: buttons, titles, notices

older = Older ›
newest = ‹‹ Newest
back = ‹ History
menu = 🏠 Menu
title = Statement: { $month }
period = { $from } – { $to } · time: { $place } · amounts in credits
foot = Aisha · { $title }
opening = Opening balance
closing = Closing balance
held = of which reserved for orders
debt = Owed for refunded purchases
column-date = When
column-what = What
column-in = In
column-out = Out
column-balance = Balance
column-stars = Stars
column-payment = Payment
column-order = Order
column-card = By card
column-currency = Currency
payment = Payment { $chargeId }
sums = Totals of the month
came-in = Came in
went-out = Went out
stars-paid = Telegram Stars paid
stars-back = Stars refunded
by-kind = By kind
kind-count = { $kind }, entries: { $count }
