title = <b>↩️ Refund a purchase</b>
rule =
    I refund a purchase in full while none of its credits is spent, its bonus (promo code, invitation) is still there and { $withinDays } { $withinDays ->
        [one] day has
       *[other] days have
    } not passed. No more than { $atMost } { $atMost ->
        [one] purchase
       *[other] purchases
    } in { $perDays } { $perDays ->
        [one] day
       *[other] days
    }. Given credits are spent first, then bought ones, from the oldest purchase to the newest.
nothing =
    No purchases in the last { $withinDays } { $withinDays ->
        [one] day
       *[other] days
    }.
under-way =
    ⏳ { $isCard ->
        [yes] An operator returns { $paid } to your card, usually within days: { CREDITS($amount) } set aside.
       *[no] { $paid } are on their way back: { CREDITS($amount) } set aside, Telegram usually answers within a minute.
    }
line =
    <b>{ $paid } · { CREDITS($amount) }</b>, { $when }
    { $verdict ->
        [by-rule] Unspent: refunded in full until { $until }.
        [spent-in-part] { CREDITS($spent) } spent. A payment is refunded only in full{ $gained ->
            [0] { "" }
           *[other] { "" } and with its bonus ({ CREDITS($gained) })
        }: if support refunds it, { $unspent ->
            [0]
                { $fromOthers ->
                    [0] you owe { CREDITS($owed) }
                   *[other]
                        I take { CREDITS($fromOthers) } from your other credits{ $owed ->
                            [0] { "" }
                           *[other] , and you owe { CREDITS($owed) }
                        }
                }
           *[other]
                I take the remaining { CREDITS($unspent) }{ $fromOthers ->
                    [0] { "" }
                   *[other] , { CREDITS($fromOthers) } more from your other credits
                }{ $owed ->
                    [0] { "" }
                   *[other] , and you owe { CREDITS($owed) }
                }
        }.
        [bonus-spent] { CREDITS($owed) } of its bonus spent. A payment is refunded only in full and with its bonus: if support refunds it, you owe { CREDITS($owed) }.
        [too-late] The time for it ended { $until }.
        [too-often] Unspent, but there have been too many refunds lately.
        [in-debt] The debt for an earlier refund comes first.
       *[unknown] This purchase can’t be refunded.
    }
help = What can’t be refunded here, a human decides: { $contact }
ask =
    <b>Refund { $paid }?</b>

    Purchase: { $when }. { $isCard ->
        [yes] An operator returns the money to your card, usually within days. I set { CREDITS($amount) } aside at once, to be taken when the money is returned. If it isn’t, the credits stay yours.
       *[no] I set { CREDITS($amount) } aside at once, to be taken when Telegram has refunded the Stars, usually within a minute. If it doesn’t, the credits stay yours.
    }{ $bonus ->
        [0] { "" }
       *[other] { "" } Its bonus (promo code, invitation) is part of that: { CREDITS($bonus) }.
    }{ $owed ->
        [0] { "" }
       *[other] { "" } Spent of the bonus, so you will owe: { CREDITS($owed) }.
    }{ $endsSubscription ->
        [yes] { "" } This purchase pays for the current month of your subscription, which ends with the refund.
       *[no] { "" }
    }
not-any-more = This purchase can’t be refunded any more: its credits are being spent, or its time is over. Nothing has changed.
asked =
    ⏳ { $isCard ->
        [yes] Passing the refund of { $paid } on to an operator.
       *[no] Refunding { $paid }. { CREDITS($amount) } set aside; I’ll write as soon as Telegram answers.
    }
card-return =
    ⏳ An operator returns { $paid } to your card, usually within days. { $amount ->
        [0] { "" }
       *[other] Until then I keep { CREDITS($amount) } set aside. { "" }
    }I’ll write when the money is sent.
not-returned =
    { $verdict ->
        [by-rule]
            { $isCard ->
                [yes] The operator did not return { $paid }
               *[no] Telegram did not refund the { $paid }
            }{ $isBack ->
                [yes] , so the credits are yours again
               *[no] { "" }
            }.{ $debtPaid ->
                [0] { "" }
               *[other] { "" } Of these, to pay what you owed for refunded purchases: { CREDITS($debtPaid) }.
            } Write to support: /paysupport.
        [spent-in-part] No refund of { $paid }: you spent { CREDITS($spent) } of this purchase, and a payment is refunded only in full.
        [bonus-spent] No refund of { $paid }: you spent { CREDITS($spent) } of this purchase’s bonus, and a payment is refunded only with its bonus. Support may decide otherwise: /paysupport.
        [too-late] No refund of { $paid }: the time for this purchase is over. If something is wrong, write to us: /paysupport.
        [too-often] No refund of { $paid }: there have been too many refunds lately. Write to us: /paysupport.
        [in-debt] No refund of { $paid }: the debt for an earlier refund comes first.
       *[unknown] There is no such purchase, or it was refunded before. If that’s wrong, write to us: /paysupport.
    } Available: { CREDITS($available) }.

## Plain text: buttons, titles, notices

command = Refund a purchase
pick = ↩️ { $paid } · { $when }
surely = ↩️ Refund { $paid }
keep = Keep it
back = ‹ Back
balance = ‹ Balance
again = ↩️ My purchases
menu = 🏠 Menu
