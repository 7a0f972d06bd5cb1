title = <b>🎚️ Limit and reminder</b>
no-limit = You have no daily limit. Set one, and I take no orders beyond it, neither here nor in groups.
limit = Limit a day: <b>{ CREDITS($limit) }</b>, { CREDITS($spent) } spent today. Running orders count, and all that was charged.
limit-from = From { $from } the limit is { CREDITS($limit) }.
no-limit-from = From { $from } there is no limit.
no-reminder = No reminder about the balance.
reminder = I remind you when you have less than { CREDITS($threshold) }, and leave { SPAN($remindAgainMs) } at least between two reminders.
ask-limit =
    <b>How many credits a day?</b>

    Type a whole number, up to { $most }. A limit is lowered at once; raised or removed only from the next day, or it would be of no help.
ask-reminder =
    <b>When should I remind you?</b>

    Type a whole number of credits, up to { $most }: when fewer are left, I tell you.
not-understood = Type a whole number of credits from 1 to { $most }. Nothing has changed.
limit-set =
    { $isAtOnce ->
        [yes] ✅ Limit a day: { CREDITS($limit) }. It holds from now on.
       *[no] ✅ The limit is { CREDITS($limit) } from the next day on; today it stays as it is.
    }
dropped = ✅ From the next day on there is no limit; today it stays.
quiet = ✅ No more reminders.
reminder-set = ✅ I remind you when you have less than { CREDITS($threshold) }.
remind = 🔔 { CREDITS($available) } left: less than the { CREDITS($threshold) } you asked to be reminded of.

## Plain text: buttons, titles, notices

command = Spending limit and reminder
set-limit = 🎚️ Set a limit
change-limit = 🎚️ Change the limit
drop-limit = Remove the limit
set-reminder = 🔔 Remind me
change-reminder = 🔔 Change the reminder
drop-reminder = 🔕 Don’t remind me
top-up = 💎 Top up
change = 🎚️ Change
back = ‹ Back
balance = ‹ Balance
menu = 🏠 Menu
