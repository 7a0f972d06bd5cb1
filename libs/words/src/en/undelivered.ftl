result-refused =
    ⚠️ Your order is done, but Telegram didn’t take the result, or part of it. Nothing is lost: it’s safe with us, and we’ll sort it out and send it again. You won’t pay twice.

    Avatars: /avatars, everything else I made: /files, answers, orders and credits: /history. Order number for /support: { $orderId }
