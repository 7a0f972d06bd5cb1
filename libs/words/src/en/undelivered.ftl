result-refused =
    ⚠️ Your order is done, but Telegram didn’t take the result, or part of it. Nothing is lost: it’s safe with us, and we’ll sort it out and send it again. You won’t pay twice.

    Avatars: /avatars, everything else I made: /files, answers, orders and credits: /history. Order number for /support: { $orderId }
result-gone =
    ⚠️ I couldn’t send the result of your order, or part of it: its file is no longer here. If you deleted it, or its time was up, all is well. If not, write to /support. Order number: { $orderId }

    What is left: avatars: /avatars, everything else: /files, answers, orders and credits: /history.
