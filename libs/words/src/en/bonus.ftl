overview =
    🎁 <b>Credits without Stars</b>

    • <b>Promo code</b>: enter it here or send <code>/promo CODE</code>.
    • <b>Friends</b>: { $friends ->
        [both] when a friend who came by your link gets a first picture, and again when they buy a first pack, both of you get credits.
        [picture] when a friend who came by your link gets a first picture, both of you get credits.
        [purchase] when a friend who came by your link buys a first pack, it brings credits.
       *[none] right now invitations bring no credits.
    }
    • <b>A gift</b>: share bought credits through a link, or give a photo session.
ask-code = 🎟️ Send the promo code in one message.
checking = 🎟️ Checking the code <code>{ $code }</code>…
promo =
    { $outcome ->
        [credits]
            🎟️ The code <code>{ $code }</code> has brought you <b>{ CREDITS($amount) }</b>.{ $debtPaid ->
                [0] { "" }
               *[other] { "" } Of these, to pay what you owed for refunded purchases: { CREDITS($debtPaid) }.
            } You have { CREDITS($available) }.
        [percent]
            🎟️ The code <code>{ $code }</code> works with your next purchase: I add <b>{ $percent }%</b> credits to any pack.{ $until ->
                [none] { "" }
               *[other] { "" } Use it before { $until }.
            }
        [not-yet] 🎟️ The code <code>{ $code }</code> does not work yet: it begins on { $until }.
        [ended] 🎟️ The code <code>{ $code }</code> no longer works: its time is over.
        [exhausted] 🎟️ The code <code>{ $code }</code> is used up: others were quicker.
        [used] 🎟️ You have used the code <code>{ $code }</code> already.
        [percent-waits] 🎟️ You already have a code for your next purchase. Buy a pack with it first, then enter <code>{ $code }</code>.
        [too-many-tries] 🎟️ There were too many wrong codes within a day. Enter <code>{ $code }</code> at this time tomorrow.
       *[unknown] 🎟️ There is no code <code>{ $code }</code>. Check the letters and enter it again.
    }
gained =
    { $reason ->
        [referral-inviter] 👥 A friend who came by your link has bought a first pack: <b>{ CREDITS($amount) }</b> for you. Thank you!
        [referral-picture-inviter] 🎨 A friend who came by your link has got a first picture: <b>{ CREDITS($amount) }</b> for you, for one more. Thank you!
        [referral-picture-friend] 🎨 Your first picture after an invitation: <b>{ CREDITS($amount) }</b> for one more, as a gift.
       *[other] 👥 Your first purchase after an invitation: <b>{ CREDITS($amount) }</b> more, as a gift.
    }{ $debtPaid ->
        [0] { "" }
       *[other] { "" } Of these, to pay what you owed for refunded purchases: { CREDITS($debtPaid) }.
    } You have { CREDITS($available) }.
taken-back =
    { $reason ->
        [referral-inviter]
            { $isCard ->
                [yes] ↩️ A friend got the money of the first purchase back, so I took back { CREDITS($amount) } for the invitation.
               *[no] ↩️ A friend got the Stars of the first purchase back, so I took back { CREDITS($amount) } for the invitation.
            }
        [referral-friend]
            { $isCard ->
                [yes] ↩️ The money of your first purchase is on its way back to you, so I took back { CREDITS($amount) } for the invitation.
               *[no] ↩️ The Stars of your first purchase went back to you, so I took back { CREDITS($amount) } for the invitation.
            }
       *[other]
            { $isCard ->
                [yes] ↩️ The money of your purchase is on its way back to you, so I took back { CREDITS($amount) } of the promo code.
               *[no] ↩️ The Stars of your purchase went back to you, so I took back { CREDITS($amount) } of the promo code.
            }
    }{ $owed ->
        [0] { "" }
       *[other] { "" } Already spent, so you owe { CREDITS($owed) }: your next purchase or returned credits will cover it.
    } You have { CREDITS($available) }.
bad-code = A promo code has { $minPromoCode } to { $maxPromoCode } Latin letters, digits and hyphens. Check it and send it again.

## Plain text: buttons, titles, notices

enter-code = 🎟️ Enter a promo code
invite = 👥 Invite a friend
give = 💝 Give a gift
balance = ‹ Balance
menu = 🏠 Menu
back = ‹ Bonuses
