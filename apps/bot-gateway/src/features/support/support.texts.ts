import { stoppedTexts } from '../../orders/stopped.texts';
import { RETENTION_MS } from '@aisha/domain';
import { defineTexts, html } from '../../engine/conversation';
import { spanEn, spanRu } from '../../orders/time-span.texts';
import { keptText } from './kept.texts';

/** What is kept how long is decided in docs/decisions/0033-what-is-kept-how-long.md; these words and those of the delete screens follow it. */
export const supportTexts = defineTexts({
  ru: {
    menu: '🏠 Меню',
    back: '‹ Назад',
    privacy: html`<b>🔒 Что хранится и как долго</b>

${keptText('ru')}

Удалить аватар: /avatars → аватар → «Удалить». Удалить всё вместе с согласием — кнопкой ниже. Остальное — через /support.`,
    giveConsent: '✅ Прочитать и дать согласие',
    withdraw: '🗑️ Отозвать согласие',
    report: '🚩 Моё лицо взяли без спроса',
    askWithdraw: html`<b>Отозвать согласие и всё удалить?</b>

Сразу исчезнут все аватары: фото, модели и черновики. Обучение остановится. Следом — ваши идеи, вопросы к записям с ответами, записи голоса и присланные файлы; за ${spanRu(RETENTION_MS.copyAtFal)} — копии у FAL. Заказы остановятся тоже. ${stoppedTexts.ru}

Останется готовое: картинки, тексты, документы, озвучка (удалить можно в «Мои работы» → «Мои файлы» или через /support), чеки и ваши кредиты.`,
    withdrawSurely: '🗑️ Да, отозвать и удалить',
    keep: 'Оставить',
    withdrawn: html`Готово: согласие отозвано, аватары, фото, записи и присланные файлы удаляются. Баланс и покупки работают. Захотите вернуться — пришлите фото или голос, и я спрошу снова. /menu`,
    terms: html`<b>📄 Условия</b>

• Присылайте только свои фото и голос или тех, кто согласен. Бот для взрослых, от 18 лет.
• Лицо другого взрослого — только с его согласия. Пожалуются (/report) — аватар остановится, пока хозяин лица не подтвердит его двумя селфи.
• Не просите сексуальных сцен с реальными людьми или детьми, травли и обмана. Такой заказ я не возьму, кредиты вернутся.
• Платите вы только за готовое; не получилось — кредиты возвращаются сами. Они не сгорают и на деньги не меняются.
• Картинки ваши. Рисует их нейросеть, поэтому сходство бывает неидеальным: за это кредиты не возвращаются. Исключение — портрет, который и после второго, бесплатного обучения вышел непохожим: его стоимость вернётся сама.
• Кредиты продаются за звёзды Telegram. Вопросы по оплате: /paysupport.`,
    support: (contact: string) => html`<b>💬 Поддержка</b>

Напишите человеку: ${contact}

Кто-то рисует вас без спроса? /report остановит аватара быстрее.

Если вопрос о заказе или оплате, приложите дату и сумму из /history. Фото и пароли присылать не нужно.`,
    paySupport: (contact: string) => html`<b>⭐ Вопросы по оплате</b>

Звёзды списались, а кредитов нет? Обычно они приходят за секунды: загляните в /balance. Звёзды не пропадут.
Не пришли? Или хотите звёзды обратно? Возвращаем покупку целиком, пока ни один её кредит не потрачен. Напишите нам: ${contact}

Приложите дату и сумму из чека Telegram. Поддержка самого Telegram с покупками в этом боте помочь не сможет.`,
  },
  en: {
    menu: '🏠 Menu',
    back: '‹ Back',
    privacy: html`<b>🔒 What is kept and how long</b>

${keptText('en')}

To delete an avatar: /avatars → the avatar → “Delete”. To delete everything and take back your consent, use the button below. For anything else: /support.`,
    giveConsent: '✅ Read and give consent',
    withdraw: '🗑️ Withdraw consent',
    report: '🚩 My face, without my consent',
    askWithdraw: html`<b>Withdraw your consent and delete everything?</b>

All your avatars disappear at once: photos, models and drafts; training stops. Your ideas, questions with their answers, voice recordings and the files you sent follow, and FAL’s copies within ${spanEn(RETENTION_MS.copyAtFal)}. Orders stop, too. ${stoppedTexts.en}

What stays is what I made for you: pictures, texts, documents, speech (delete them in “My work” → “My files” or through /support), receipts and your credits.`,
    withdrawSurely: '🗑️ Yes, withdraw and delete',
    keep: 'Keep',
    withdrawn: html`Done: your consent is withdrawn, and your avatars, photos, recordings and files you sent are being deleted. Balance and purchases still work. You can come back any time: send a photo or a voice message and I’ll ask again. /menu`,
    terms: html`<b>📄 Terms</b>

• Send only your own photos and voice, or those of someone who agreed. This bot is for adults, 18 or older.
• Another adult’s face only with their consent. If it’s reported (/report), the avatar stops until the owner of the face proves it with two selfies.
• Don’t ask for anything that sexualises a real person or a child, harasses or deceives. I won’t take such an order, and you get your credits back.
• You only pay for what you get; if something fails, you’re refunded automatically. Credits don’t expire and can’t be exchanged for money.
• The pictures are yours. They’re drawn by AI, so the likeness may be imperfect; there’s no refund for that. The exception is a portrait avatar that comes out unlike you even after a second, free training: its credits come back automatically.
• Credits are sold for Telegram Stars. Payment questions: /paysupport.`,
    support: (contact: string) => html`<b>💬 Support</b>

Write to a human: ${contact}

Somebody draws you without your consent? /report stops the avatar sooner.

If it’s about an order or a payment, include its date and amount from /history. No photos or passwords, please.`,
    paySupport: (contact: string) => html`<b>⭐ Questions about a payment</b>

Charged Stars but got no credits? They usually arrive within seconds: check /balance. Your Stars won’t get lost.
Still missing? Or want your Stars back? A purchase is refunded in full while none of its credits is spent. Write to us: ${contact}

Include the date and amount from Telegram’s receipt. Telegram’s own support can’t help with purchases in this bot.`,
  },
});
