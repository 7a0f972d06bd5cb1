today =
    <b>🛠️ Within a day</b> · { $role ->
        [owner] owner
        [support] support
       *[read-only] read only
    }

    👥 All { $all }, new { $come }, were here { $acted }
    ⭐ Paid { $paying }, payments { $payments }, Stars { $stars }
    📦 Orders: { $open } open, { $delivered } delivered, { $undelivered } without a result{ $failures ->
        [none] { "" }
       *[other] { "" } ({ $failures })
    }
    💬 Waiting for support: { $tickets }{ $cardReturns ->
        [0] { "" }
       *[other] { "" }
            💳 Card refunds that wait for you: { $cardReturns }
    }
    ✉️ { $deadLetters } dead letters, the oldest message waits { $oldest } s
nobody = I don’t know that command. Everything I can do is in /menu.
ask-who = Who? A Telegram id, an @name or words of a name.
ask-which = Which of them?
none-found = I found nobody. Try another way.
person =
    <b>{ $name }</b>{ $username ->
        [none] { "" }
       *[other] { "" } @{ $username }
    } · <code>{ $telegramId }</code>
    Since { $since }, last here { $heard }{ $isAway ->
        [yes] { "" }, has blocked the bot
       *[no] { "" }
    }{ $banned ->
        [none] { "" }
        [infinity] { "" }, 🚫 for ever
       *[other] { "" }, 🚫 until { $banned }
    }
    💎 { $available } available, { $held } held, { $debt } owed
    ⭐ Payments { $payments }, Stars { $stars }{ $card ->
        [none] { "" }
       *[other] { "" }, by card { $card }
    }, refunds { $refunds }
    📦 Orders { $ordered }, without a result { $undelivered }; avatars { $avatars }, files { $files }
    { $last }
ask-credits = How many credits? A whole number up to { $most }; below zero takes them.
bad-credits = That does not work: it takes a whole number in digits, not zero and no more than { $most }.
ask-how-long = For how long?
ask-reason = { $what } · { $who }. Why? Other operators read the reason.
confirm =
    <b>{ $what }</b> · { $who }
    Reason: { $reason }
sent = ✅ Sent. The card shows the result: press “Refresh” in a few seconds.
refreshed = The card is up to date.
is-operator = This is an operator, who cannot be banned: an owner first takes them out of ADMIN_TELEGRAM_IDS. Nothing has changed.
not-returned =
    The payment was not refunded, and the person’s credits are untouched. { $why ->
        [too-many-today] Support refunds spent credits up to a limited sum a day, and this payment would go over it. Ask an owner.
        [spent-in-part] Some of its credits are spent. It can still be refunded under Payments at the desk, or by the command refund-payment with --even-if-spent.
        [asked-before] Its refund is under way, or over.
        [returned-before] Its Stars went back before.
        [being-credited] It is being credited just now. Try again in a minute.
        [own-account] Support does not change its own account. If the refund is due, an owner begins it.
       *[unknown] The audit at the desk says why.
    }
own-account = The credits were not given: support does not change its own account. If they are due to you, an owner gives them.
too-many-today = The credits were not given: support gives a limited sum a day, and what is left of it now is { CREDITS($left) }. Give fewer, or ask an owner.

## Plain text: buttons, titles, notices

find = 🔎 Find a person
menu = 🏠 Menu
back = ‹ Back
refresh = 🔄 Refresh
found = { $name } · { $username }
give-credits = 💎 Credits
refund = ⭐ Refund a payment
ban = 🚫 Ban
unban = 🙌 Unban
days =
    { $days ->
        [0] For ever
       *[other] { $days } d
    }
do-it = ✅ Do it
would-give = Credits: { $amount }
would-ban =
    { $days ->
        [0] Ban for ever
       *[other] Ban for { $days } days
    }
would-unban = Unban
would-refund = Refund the last payment, unless its credits are spent
