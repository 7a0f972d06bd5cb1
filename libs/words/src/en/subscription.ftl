title = <b>🔁 Subscription</b>
offer = Credits come every { $planDays } days, and Telegram charges the Stars by itself. Cancel whenever you like: the paid days and all credits stay yours. Credits never expire.
plan-line = • { CREDITS($amount) } for { $stars } ⭐
no-plans = No subscriptions are on sale now. Packs of credits are in the balance.
state =
    { $state ->
        [active]
            { $isDue ->
                [yes] ✅ Running. It was paid until { $until }: Telegram will take { $stars } ⭐ for the next days soon.
               *[no] ✅ Running. Next payment: { $until }, { $stars } ⭐.
            }
        [cancelled] ⏸️ It won’t be renewed. Paid until { $until }.
       *[failed] ⚠️ The payment failed, usually for lack of Stars. Top them up in Telegram, and it will try again. It was paid until { $until }.
    }
credits-stay = All credits that came stay yours after the subscription. An unused month can be refunded: /refund
ended = Your last subscription ended { $until }. Its credits stayed yours.
invoice =
    <b>🔁 { CREDITS($amount) } every { $planDays } days</b>

    Telegram charges { $stars } ⭐ now and the same every { $planDays } days until you cancel: here, in /subscription, or in Telegram’s settings.
plan-gone = This subscription is no longer on sale. See which there are now.
not-changed =
    { $isCancelled ->
        [yes] Telegram did not cancel the renewal, and nothing has changed. Cancel in Telegram itself: “Settings → My Stars”, or write to us: /paysupport.
       *[no] Telegram did not resume the renewal, and nothing has changed. When the paid days are over, you can subscribe anew.
    }
news =
    { $news ->
        [cancelled] ⏸️ It won’t be renewed: no more Stars are charged. The subscription is paid until { $until }, and the credits stay yours.
        [resumed] ✅ The subscription goes on: { $stars } ⭐ are charged { $until }, and you get { CREDITS($amount) }.
        [failed] ⚠️ Telegram could not charge { $stars } ⭐ for the subscription. Top up your Stars, and it will try again. The credits of your balance stay yours.
        [given-back] 🔁 The Stars of the last month went back, so the subscription has ended: nothing more is charged.
        [replaced] 🔁 There were two subscriptions, so the earlier one won’t be renewed: no more Stars are charged for it. Its paid days, until { $until }, and all credits stay yours. The new subscription goes on: /subscription
       *[ended] 🔁 The subscription ended { $until }. No more Stars are charged, and the credits stay yours. To come back: /subscription
    }
link-comes = Preparing the link to pay…
changing = Telling Telegram, I’ll answer within a minute…

## Plain text: buttons, titles, notices

command = Credits by subscription
plan = { CREDITS($amount) } · { $stars } ⭐
pay = Subscribe for { $stars } ⭐
one-already = You have a subscription already, and no Stars were taken. It is here: /subscription
invoice-title = { CREDITS($amount) } a month
invoice-description = { CREDITS($amount) } every { $planDays } days for { $stars } ⭐. Cancel whenever you like; credits never expire.
cancel = ⏸️ Cancel the renewal
resume = ▶️ Resume
balance = ‹ Balance
back = 🔁 Subscription
menu = 🏠 Menu
