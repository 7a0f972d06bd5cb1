import { defineTexts, html } from '../../engine/conversation';

/** What is kept how long is decided in docs/decisions/0033-what-is-kept-how-long.md; these words and those of the delete screens follow it. */
export const supportTexts = defineTexts({
  ru: {
    menu: '🏠 Меню',
    privacy: html`<b>🔒 Что хранится и как долго</b>

📸 <b>Фото и модель лица</b> — у нас, пока вы не удалите аватар. Сервису обучения FAL (fal.ai) уходят копии; они исчезают за сутки.
💬 <b>Ваши идеи</b> — столько же, сколько аватар. Их проверяет и дополняет OpenAI, а хранит по своим правилам; FAL по ним рисует.
🖼 <b>Готовые картинки</b> — пока вы не нажмёте «Удалить» под ними.
🎙 <b>Голос</b> — пока готовится текст: его слушает OpenAI, тоже по своим правилам. Сам текст остаётся в вашем списке.
✉️ <b>Сообщения</b> — ваши забываются, как только на них отвечено, наши — через сутки, названия заказов — через месяц. То, что до вас не дошло, ждёт вас до месяца. Сам чат хранит Telegram.
🧾 <b>Чеки, оплаты и согласие</b> — всегда: суммы, даты и что это было.

Удалить аватар: /avatars → аватар → «Удалить». Всё сразу, вместе с согласием, — кнопкой ниже. Вопросы и удаление всего остального: /support.`,
    giveConsent: '✅ Прочитать и дать согласие',
    withdraw: '🗑 Отозвать согласие',
    askWithdraw: html`<b>Отозвать согласие и всё удалить?</b>

Сразу уйдут все ваши аватары: фото, модели и черновики; обучение остановится. Следом — ваши идеи и записи голоса; за сутки — копии у FAL. Заказы, которые ещё можно остановить, остановятся, и кредиты за них вернутся.

Останутся готовые картинки (под ними есть «Удалить»), тексты расшифровок (удалим, если напишете: /support), чеки и ваши кредиты.`,
    withdrawSurely: '🗑 Да, отозвать и удалить',
    keep: 'Оставить',
    withdrawn: html`Согласие отозвано, аватары, фото и записи удаляются. Баланс и покупки работают. Вернуться можно в любой момент: пришлите фото или голос, и я спрошу снова. /menu`,
    terms: html`<b>📄 Условия</b>

• Присылайте фото и голос только свои или того, кто согласился. Бот — для взрослых, от 18 лет.
• Нельзя просить о том, что сексуализирует реального человека или ребёнка, травит или обманывает. Такой заказ отклоняется, кредиты возвращаются.
• Кредиты списываются за то, что вы получили. Не получилось — возвращаются сами. Они не сгорают и не обмениваются на деньги.
• Картинки ваши. Их рисует нейросеть: сходство и точность бывают неидеальны, и за это кредиты не возвращаются.
• Покупки — за звёзды Telegram. Вопросы по оплате: /paysupport.`,
    support: (contact: string) => html`<b>💬 Поддержка</b>

Напишите человеку: ${contact}

Если дело в заказе или оплате, приложите дату и сумму из /history. Фото и пароли присылать не нужно.`,
    paySupport: (contact: string) => html`<b>⭐ Вопросы по оплате</b>

Звёзды списались, а кредитов нет? Обычно они приходят за секунды, и звёзды не теряются: загляните в /balance.
Не пришли, или хотите вернуть звёзды за неиспользованные кредиты? Напишите нам: ${contact}

Приложите дату и сумму из чека Telegram. Поддержка самого Telegram по покупкам в этом боте не поможет.`,
  },
  en: {
    menu: '🏠 Menu',
    privacy: html`<b>🔒 What is kept and how long</b>

📸 <b>Photos and the model of your face</b>: with us until you delete the avatar. The training service FAL (fal.ai) gets copies; they are gone within a day.
💬 <b>Your ideas</b>: as long as the avatar. OpenAI checks and completes them, and keeps them by its own rules; FAL draws by them.
🖼 <b>Finished pictures</b>: until you press “Delete” under them.
🎙 <b>Your voice</b>: while the text is made; OpenAI listens to it, by the same rules. The text itself stays in your list.
✉️ <b>Messages</b>: yours are forgotten once they are answered, ours after a day, the titles of orders after a month. What did not reach you waits for up to a month. Telegram keeps the chat itself.
🧾 <b>Receipts, payments and consent</b>: always; amounts, dates and what it was.

To delete an avatar: /avatars → the avatar → “Delete”. Everything at once, with your consent: the button below. Questions, and deleting anything else: /support.`,
    giveConsent: '✅ Read and give consent',
    withdraw: '🗑 Withdraw consent',
    askWithdraw: html`<b>Withdraw your consent and delete everything?</b>

All your avatars go at once: photos, models and drafts; a training stops. Your ideas and voice recordings follow, and FAL's copies within a day. Orders that can still be stopped are stopped, and their credits come back.

Finished pictures stay (there is “Delete” under them), so do the texts of recordings (we delete them if you write to us: /support), receipts and your credits.`,
    withdrawSurely: '🗑 Yes, withdraw and delete',
    keep: 'Keep',
    withdrawn: html`Your consent is withdrawn; avatars, photos and recordings are being deleted. Balance and purchases work. You can come back at any time: send a photo or a voice message and I ask again. /menu`,
    terms: html`<b>📄 Terms</b>

• Send only your own photos and voice, or those of somebody who agreed. The bot is for adults, 18 or older.
• You may not ask for what sexualises a real person or a child, harasses or deceives. Such an order is refused and its credits come back.
• Credits are charged for what you received. If it fails, they come back by themselves. They do not expire and cannot be exchanged for money.
• The pictures are yours. A neural network draws them: likeness and detail may be imperfect, and credits do not come back for that.
• You buy with Telegram Stars. Questions about a payment: /paysupport.`,
    support: (contact: string) => html`<b>💬 Support</b>

Write to a human: ${contact}

If it is about an order or a payment, add its date and amount from /history. Photos and passwords are not needed.`,
    paySupport: (contact: string) => html`<b>⭐ Questions about a payment</b>

Stars were charged and no credits came? They usually come within seconds, and Stars do not get lost: look at /balance.
They have not come, or you want Stars back for credits you did not use? Write to us: ${contact}

Add the date and the amount of Telegram's receipt. Telegram's own support cannot help with purchases in this bot.`,
  },
});
