balance =
    💎 <b>Available: { CREDITS($available) }</b>{ $held ->
        [0] { "" }
       *[other]
            { "" }
            Reserved for running orders: { CREDITS($held) }
    }{ $debt ->
        [0] { "" }
       *[other]
            { "" }
            Owed for refunded purchases: { CREDITS($debt) }. Your next purchase pays it; below you see what the rest of a pack is enough for.
    }

    You only pay for what you get, and credits never expire. Refunds and payment questions: /paysupport.

    Packs of credits for Telegram Stars:
more-title =
    <b>🧾 Receipts and payments</b>

    💎 Available: { CREDITS($available) }{ $held ->
        [0] { "" }
       *[other] , reserved: { CREDITS($held) }
    }
history-title = <b>🧾 History</b>
credit =
    { $kind ->
        [purchase]
            { $isCard ->
                [yes] 💳 Purchase
               *[no] ⭐ Purchase
            }
        [subscription] 🔁 Subscription
        [welcome] 🎁 Gift
        [correction] 🤝 From support
        [refund]
            { $isCard ->
                [yes] ↩️ Money returned to your card
               *[no] ↩️ Stars refunded to you
            }
        [deduction] 🤝 Taken by support
        [promo] 🎟️ Promo code
        [referral] 👥 Invitation of a friend
        [referral-picture] 🎨 Picture for an invitation
        [gain-back] ↩️ Bonus of a returned purchase
        [gift-sent] 💝 Gift to a friend
        [gift-received] 💝 Gift for you
        [gift-back] 💝 Gift that came back
        [forfeit] 🗑️ Given up with your data
       *[debt-payment] ↩️ Owed for refunded purchases
    }
order =
    { $kind }{ $about ->
        [none] { "" }
       *[other] { "" } “{ $about }”
    }{ $units ->
        [none] { "" }
       *[other] { "" } { $units }
    }
line =
    <b>{ $number }.</b> { $name } · { $amount }
    <i>{ $when }</i>
credited =
    <b>{ $isGone ->
        [yes] { "" }
       *[no]
            { $amount ->
                [0] { "" }
               *[other] +
            }
    }{ CREDITS($amount) }</b>
charged-amount =
    <b>−{ CREDITS($charged) }</b>{ $released ->
        [0] { "" }
       *[other] { "" } ({ CREDITS($released) } back)
    }
nothing-charged = free
free-amount =
    { $isCancelled ->
        [yes] you cancelled it
       *[no] didn’t work out
    }, { CREDITS($released) } back
open-amount = in progress, { CREDITS($held) } reserved
choose-zone = <b>🌍 What time is it where you are?</b>
zone-chosen = Got it: { $place } 👌
no-receipt = There is no such receipt.
receipt-title = 🧾 <b>{ $name }</b>
charged = <b>Charged: { CREDITS($amount) }</b>
why =
    { "" }
    { $reason }
order-number = Order <code>{ $orderId }</code>
payment =
    { "" }
    { $paid ->
        [none] { "" }
       *[other] Paid: { $paid }. { "" }
    }Payment <code>{ $chargeId }</code>
pack-gone = That pack is no longer for sale. Here is what there is now:
result-gone = The result is gone.
paid =
    { $isCard ->
        [yes] 💳 Payment accepted, adding the credits…
       *[no] ⭐ Got your Stars, adding the credits…
    }
paid-in-vain =
    🤝 Your payment arrived, but this invoice is no longer valid. We’ll sort it out: credits, or your { $isCard ->
        [yes] money
       *[no] Stars
    } back.

    Payment number for /paysupport: <code>{ $payment }</code>
credits-delayed =
    ⏳ { $isCard ->
        [yes] Your payment arrived, but the credits are late: a problem on our side. Your money is safe
       *[no] Your Stars arrived, but the credits are late: a problem on our side. Your Stars are safe
    }: we see the payment and will add the credits ourselves. Nothing for you to do.

    Payment number: <code>{ $payment }</code>
purchased =
    💎 <b>{ CREDITS($amount) }</b> added.{ $bonus ->
        [0] { "" }
       *[other] { "" } Of these, by the promo code: { CREDITS($bonus) }.
    }{ $debtPaid ->
        [0] { "" }
       *[other] { "" } Of these, to pay what you owed for refunded purchases: { CREDITS($debtPaid) }.
    }{ $until ->
        [none] { "" }
       *[other] { "" } The subscription is paid until { $until }.
    } Available: { CREDITS($available) }.
refunded =
    ↩️ { $isCard ->
        [yes] { $paid } is on the way back to your card (banks take up to several days)
       *[no] Telegram refunded you { $paid }
    }{ $isCredited ->
        [yes] , so the credits of that purchase are gone{ $taken ->
            [0] { "" }
           *[other] : { CREDITS($taken) }
        }.
       *[no] . That payment had brought no credits, so none were taken.
    }{ $owed ->
        [0] { "" }
       *[other] { "" } Already spent, so you owe { CREDITS($owed) }: your next purchase or returned credits will cover it.
    } Available: { CREDITS($available) }.
corrected =
    🤝 { $isGift ->
        [yes] Support added <b>{ CREDITS($amount) }</b> for you.
       *[no] Support took <b>{ CREDITS($amount) }</b> from you.
    }{ $debtPaid ->
        [0] { "" }
       *[other] { "" } Of these, to pay what you owed for refunded purchases: { CREDITS($debtPaid) }.
    } Available: { CREDITS($available) }. Questions: /support

## Plain text: buttons, titles, notices

bonuses = 🎁 Bonuses
more = 🎁 Bonus, receipts
subscription = 🔁 Subscription
spending = 🎚️ Limit and reminder
returns = ↩️ Refund a purchase
history = 🧾 History
menu = 🏠 Menu
back = ‹ Balance
older = Older ›
newest = ‹‹ Newest
nothing-yet = Your purchases and orders will appear here, each with its receipt.
statement = 📄 Monthly statement
zone-button = 🌍 Time: { $place }
zone =
    { $isChosen ->
        [yes] ✓ { "" }
       *[no] { "" }
    }{ $clock } { $place }
back-to-history = ‹ History
back-to-settings = ‹ Back
when = { $day }, { $clock } ({ $place })
drawn = Avatar: { $avatar }
held = Reserved: { CREDITS($amount) }
charged-later = You’re charged once it’s ready. If it doesn’t work out, you get it all back.
released = Returned: { CREDITS($amount) }
partly =
    { $delivered } of { $of } came out, { $isCancelled ->
        [yes] you cancelled the rest and got its credits back.
       *[no] and you got the rest back.
    }
show-avatar = 👤 Go to the avatar
invoice-title = { CREDITS($amount) }
invoice-description =
    Enough for { $avatar ->
        [none] { "" }
       *[other] an avatar and { "" }
    }{ $pictures } { $pictures ->
        [one] picture
       *[other] pictures
    }. Or for transcripts, documents and speech: the same credits pay for everything and never expire.
invoice-pays-debt = First this pays what you owe for refunded purchases: { CREDITS($debt) }. Left for orders: { CREDITS($left) }.
entry-balance = 💎 Balance
entry-history = 🧾 History
command-balance = Balance and top-up
command-history = Order history
