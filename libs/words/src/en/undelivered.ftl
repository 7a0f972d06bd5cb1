result-refused =
    ⚠️ Your order is done, but Telegram didn’t take the result, or part of it. Nothing is lost: it’s safe with us, and we’ll sort it out and send it again. You won’t pay twice.

    Avatars: /avatars, everything else I made: /files, answers, orders and credits: /history. Order number for /support: { $orderId }
result-lost =
    ⚠️ Your order is done, but I couldn’t send the result, or part of it: its file got lost on our side. We know and are looking into it, and you won’t pay twice. You can ask about the credits for this order in /support. Order number: { $orderId }

    What is left: avatars: /avatars, everything else: /files, answers, orders and credits: /history.
