ask-withdraw =
    <b>Withdraw your consent: what do you want deleted?</b>

    🗑️ <b>My data, but keep pictures.</b> All your avatars disappear at once: photos, models of your face and drafts. Your ideas, questions with their answers, voice recordings and the files you sent follow, and FAL’s copies within { SPAN($retentionMsCopyAtFal) }. What you and support wrote is deleted, too: an open ticket gets no answer any more. You keep your credits, receipts and what I made for you: pictures, videos, texts, documents and speech (“My work” → “My files”).

    🗑️ <b>Everything.</b> What I made for you goes, too, and all else about you. The credits you have are lost; an untouched purchase can be refunded before that. Amounts and dates stay under a number without a name. First I explain it in full and ask you again.

    Orders under way stop. What the AI model hasn’t begun is refunded; what it has begun is charged if there are no free tries for it (for a training there usually are none).
withdrawn = Done: your consent is withdrawn, and your avatars, photos, recordings and files you sent are being deleted. What you and support wrote is deleted; if you were waiting for an answer, write again: /support. Pictures and everything else I made for you are still in “My files”. Balance and purchases still work. You can come back any time: send a photo or a voice message and I’ll ask again. /menu
terms =
    <b>📄 Terms</b>

    • Send only your own photos and voice, or those of someone who agreed. This bot is for adults, { $adultYears } or older.
    • Another adult’s face only with their consent. If it’s reported (/report), the avatar stops until the owner of the face proves it with two selfies.
    • Don’t ask for anything that sexualises a real person or a child, harasses or deceives. I won’t take such an order, and you get your credits back.
    • You only pay for what you get; if something fails, you’re refunded automatically. Credits don’t expire and can’t be exchanged for money.
    • The pictures are yours. They’re drawn by AI, so the likeness may be imperfect; there’s no refund for that. The exception is a portrait avatar that comes out unlike you even after a second, free training: its credits come back automatically.
    • Credits are sold for Telegram Stars{ $isCardTaken ->
        [yes] { "" }, packs also by card
       *[no] { "" }
    }. Payment questions: /paysupport.
pay-support =
    <b>⭐ Questions about a payment</b>

    Charged Stars but got no credits? They usually arrive within seconds{ $isBanned ->
        [yes] { "" }
       *[no] : check /balance
    }. Your Stars won’t get lost.
    Want your Stars back? The button below refunds a purchase in full at once, while none of its credits is spent, its bonus is still there and { $withinDays } { $withinDays ->
        [one] day has
       *[other] days have
    } not passed; no more than { $atMost } { $atMost ->
        [one] purchase
       *[other] purchases
    } in { $perDays } { $perDays ->
        [one] day
       *[other] days
    }. Given credits are spent before bought ones.{ $isCardTaken ->
        [yes] { "" } If you paid by card, an operator returns the money to it, usually within days.
       *[no] { "" }
    }
    Credits still missing, or something else? Write to us: { $contact }

    Include the date and amount from Telegram’s receipt. Telegram’s own support can’t help with purchases in this bot.
privacy =
    <b>🔒 What is kept and how long</b>

    📸 Photos and the model of your face: until you delete the avatar, /avatars. Voice: { SPAN($retentionMsRecording) }. What you sent and nothing came of: { SPAN($retentionMsSentPhoto) } or less.
    🗂️ What I’ve made for you: until you delete it, “My work” → “My files”.
    👀 FAL, OpenAI and the makers of models process it. FAL’s copies of photos and recordings are gone within { SPAN($retentionMsCopyAtFal) }, OpenAI keeps it by its own rules.
    🧾 Receipts, payments and your consent: always, as amounts and dates.
    ↩️ Get or delete everything with the buttons below; amounts and dates stay under a number without a name. Else: /support.
privacy-details =
    <b>🔒 What is kept, in full</b>

    { $kept }

## Plain text: buttons, titles, notices

menu = 🏠 Menu
return-stars = ↩️ Refund a purchase
back = ‹ Back
give-consent = ✅ Read and give consent
withdraw = 🗑️ Withdraw consent
report = 🚩 My face, without my consent
export-data = 📦 Export my data
erase-data = 🗑️ Delete everything about me
withdraw-surely = 🗑️ Delete my data, keep pictures
erase-instead = 🗑️ Delete everything
keep = Delete nothing
entry-privacy = 🔒 Privacy
command-privacy = What is kept and how long
command-terms = Terms
write-here = ✍️ Write here
command-paysupport = Questions about a payment
privacy-in-full = 📖 In full
