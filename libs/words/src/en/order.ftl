title =
    <b>{ $kind }</b>{ $what ->
        [none] { "" }
       *[other] { "" } · { $what }
    }
receipt =
    🧾 { $isWhole ->
        [yes]
            { $held ->
                [0] No credits were charged
               *[other] You got everything back: { CREDITS($released) }
            }
       *[no]
            Charged { CREDITS($charged) }{ $released ->
                [0] { "" }
               *[other] , returned { CREDITS($released) }
            }
    }{ $isFirstOfDay ->
        [yes]
            { $held ->
                [0] : within your free speech of today
               *[other] , part of the speech was free
            }
       *[no] { "" }
    }. Available: { CREDITS($availableAfter) }.

## Plain text: buttons, titles, notices

step =
    { $step ->
        [preparing] { $preparing }
       *[other]
            { $step ->
                [unconfirmed]
                    { $isFree ->
                        [yes] 🤔 The AI model hasn’t confirmed your order. I’m waiting; without an answer I’ll tell you
                       *[no] 🤔 The AI model hasn’t confirmed your order. I’m waiting; without an answer your credits come back
                    }
               *[other]
                    { $step ->
                        [queued] 🕓 In the queue
                        [at-provider-queue] 🕓 With the AI model, waiting in its own queue
                        [working] ⚙️ In progress
                        [collecting] 📦 Fetching the result
                        [comparing] 👤 Trained. Checking how much it looks like the photos
                        [retraining] 🔁 Not enough like the photos, so I’m training it once more. It’s free
                        [redrawing] 🔁 Redrawing a shot that came out badly. It’s free
                       *[cancelled] ✖️ Cancelled. What’s done comes as soon as my storage works again; you pay for that alone
                    }
            }
    }
made = 📸 { $made } of { $of } done
waits =
    { $reason ->
        [moderation] 🕓 The safety check isn’t responding, and I don’t begin without it
        [provider] 🕓 The AI model is overloaded or isn’t responding right now
        [account] 🕓 The AI model isn’t taking our orders: our account there is out of money or being checked. We already know
       *[trouble] 🕓 We have a problem and are working on it
    }. Your order waits for up to { SPAN($orderPatienceMs) } and continues by itself. If it can’t, { $isFree ->
        [yes] I’ll tell you
       *[no] your credits come back
    }.
accepted = ✅ On it! You can close the chat: I’ll write when it’s ready.
ahead =
    { $count ->
        [0] You’re next
       *[other]
            { $count } { $count ->
                [one] order
               *[other] orders
            } ahead of you
    }
ahead-at-provider =
    { $count ->
        [0] You’re next there
       *[other]
            { $count } { $count ->
                [one] request
               *[other] requests
            } ahead of you there
    }
begins =
    Starts in { ABOUT($wait) }{ $takes ->
        [none] { "" }
       *[other] , then usually { ABOUT($takes) }
    }
left =
    { $seconds ->
        [0] Taking longer than usual, still on it
       *[other] { ABOUT($seconds, case: "first") } left
    }
held =
    { $amount ->
        [0] This one is free
       *[other] Reserved: { CREDITS($amount) }, charged when it’s done
    }
cancel =
    { $back ->
        [0] ✖️ Cancel
        [none] ✖️ Stop
       *[other] ✖️ Cancel (get { CREDITS($back) } back)
    }
no-late-cancel = The AI model’s work on this order has been paid for, so it can’t be cancelled; the result will come.
cancelling = ✖️ Cancelling…
after-cancel =
    { $back ->
        [none] You get what’s done and pay for that alone; the rest comes back.
       *[other]
            { $made ->
                [none]
                    { $back ->
                        [0] If it’s already done, it will still arrive.
                       *[other] You get { CREDITS($back) } back. If it’s already done, it will still arrive and be charged.
                    }
               *[other] You get { CREDITS($back) } back. The { $made } of { $of } that are done will arrive, for { CREDITS($charged) }. If one more is just being finished, it arrives too.
            }
    }
too-late-to-cancel = That order is already finished.
nothing-charged = No credits were charged.
short-by = It costs { CREDITS($price) }, and you have { CREDITS($available) }.
new-price = The new price: { CREDITS($price) }.
most-at-once =
    I take no more than { $orders } { $orders ->
        [one] order
       *[other] orders
    } at once.
receipt-coming = 🧾 Preparing the receipt…
partly =
    { $isCancelled ->
        [yes] You stopped the order: { $delivered } of { $of } are ready.
       *[no] { $delivered } of { $of } came out.
    }
to-receipt = 🧾 Receipt
fewer = ‹ Back
gone-result = This result is gone.
top-up = ⭐ Top up
menu = 🏠 Menu
