missing = ⚠️ You need <b>{ CREDITS($amount) }</b> more. Get a pack and we come straight back to this order.
renewed = I’ve updated the price. Tap once more.
storage-away = ⚠️ Our file storage isn’t responding: there would be nowhere to keep the result, so I’m not taking this order yet. Nothing is reserved or charged. Tap again in a couple of minutes.
off-sale = ⚠️ The AI model that does this has been switched off for good by its makers. This can’t be ordered for now: we are bringing in another one. Nothing is reserved or charged.

## Plain text: buttons, titles, notices

left = You’ll have { CREDITS($after) } left
queue =
    ⏳ There is a queue: { $waitSeconds ->
        [none]
            { $ahead } { $ahead ->
                [one] order
               *[other] orders
            } ahead of you
       *[other] I can start in { ABOUT($waitSeconds) }
    }{ $takesSeconds ->
        [none] { "" }
       *[other] , then usually { ABOUT($takesSeconds) }
    }. Until I start you can cancel freely.
soon =
    ⏱️ In the queue { ABOUT($wait) }{ $takes ->
        [none] { "" }
       *[other] , then usually { ABOUT($takes) }
    }
takes = ⏱️ Usually takes { ABOUT($seconds) }
nothing-free = ❗ But there are no free tries for an order like this right now: once started, it can’t be cancelled, and if it comes to nothing, what the AI model has done is charged.
too-little-free = ❗ But the free tries of a day may not cover an order like this: then it can’t be cancelled once started, and if it comes to nothing, what the AI model has done is charged.
not-begun = ❗ But nothing is free right now, so an order like this does not begin. Please try again later, say a day from now; nothing is charged.
no-late-cancel = ❗ Once the AI model starts, this order can’t be cancelled: it charges for it at once.
change = Change
other-packs = ⭐ Other packs
menu = 🏠 Menu
