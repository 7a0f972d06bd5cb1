title = <b>↩️ Get Stars back</b>
rule =
    I refund a purchase in full while none of its credits is spent and { $withinDays } { $withinDays ->
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
under-way = ⏳ { $stars } ⭐ are on their way back: { CREDITS($amount) } set aside, Telegram usually answers within a minute.
line =
    <b>{ $stars } ⭐ · { CREDITS($amount) }</b>, { $when }
    { $verdict ->
        [by-rule] Unspent: refunded in full until { $until }.
        [spent-in-part] { CREDITS($spent) } spent. Telegram refunds a payment only in full: if support refunds it, the { CREDITS($unspent) } left are taken{ $fromOthers ->
            [0] { "" }
           *[other] , { CREDITS($fromOthers) } more from your other credits
        }{ $owed ->
            [0] { "" }
           *[other] , and { CREDITS($owed) } become a debt
        }.
        [too-late] The time for it ended { $until }.
        [too-often] Unspent, but there have been too many refunds lately.
        [in-debt] The debt for an earlier refund comes first.
       *[unknown] This purchase can’t be refunded.
    }
help = What can’t be refunded here, a human decides: { $contact }
ask =
    <b>Refund { $stars } ⭐?</b>

    Purchase: { $when }. I take { CREDITS($amount) }: they are set aside at once, and go when Telegram has refunded the Stars, usually within a minute. If it doesn’t, the credits stay yours.
not-any-more = This purchase can’t be refunded any more: its credits are being spent, or its time is over. Nothing has changed.
asked = ⏳ Refunding { $stars } ⭐. { CREDITS($amount) } set aside; I’ll write as soon as Telegram answers.
not-returned =
    { $verdict ->
        [by-rule] Telegram did not refund the { $stars } ⭐, so the credits are yours again. Write to support: /paysupport.
        [spent-in-part] No refund of { $stars } ⭐: { CREDITS($spent) } of this purchase were spent, and Telegram refunds a payment only in full.
        [too-late] No refund of { $stars } ⭐: the time for this purchase is over. If something is wrong, write to us: /paysupport.
        [too-often] No refund of { $stars } ⭐: there have been too many refunds lately. Write to us: /paysupport.
        [in-debt] No refund of { $stars } ⭐: the debt for an earlier refund comes first.
       *[unknown] There is no such purchase, or its Stars are back with you. If that’s wrong, write to us: /paysupport.
    } Available: { CREDITS($available) }.

## Plain text: buttons, titles, notices

command = Get the Stars of a purchase back
pick = ↩️ { $stars } ⭐ · { $when }
surely = ↩️ Refund { $stars } ⭐
keep = Keep it
back = ‹ Back
balance = ‹ Balance
again = ↩️ My purchases
menu = 🏠 Menu
