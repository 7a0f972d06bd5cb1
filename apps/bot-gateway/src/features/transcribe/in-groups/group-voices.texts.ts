import type { CentiCredits } from '@aisha/domain';
import { defineTexts, html, type Html } from '../../../engine/conversation';
import { creditsMissingRu, creditsText } from '../../../orders/credits.texts';
import { lengthText } from '../../../orders/time.texts';

/** In the group: never a word about money or why something failed. The rest is for the person who asked. */
export const groupVoicesTexts = defineTexts({
  ru: {
    listening: html`🎧 Слушаю…`,
    asking: html`⏳ Жду подтверждения в личном чате с тем, кто попросил.`,
    failed: html`🎙️ Не получилось. Подробности — в личном чате у того, кто попросил.`,
    tooLarge: html`🎙️ Эта запись слишком большая, такие Telegram мне не отдаёт.`,
    text: (text: string) => html`<blockquote expandable>${text}</blockquote>`,
    beginning: (text: string) => html`<blockquote expandable>${text}</blockquote>
Продолжение — в личном чате у того, кто попросил.`,
    withdraw: '🗑️ Убрать',
    withdrawn: html`🗑️ Текст убран.`,
    consentGone: html`Вашего согласия больше нет, поэтому запись я никому не передала. Кредиты не тронуты.`,
    notYours: 'Убрать текст может тот, чей это голос, и тот, кто его попросил.',
    removed: 'Убрала.',
    what: (seconds: number, title: string) => `${lengthText(seconds)}, «${title}»`,
    notHeard: (title: string, why: Html) => html`Вы просили записать голосовое из «${title}».

${why}`,
    offer: (title: string, seconds: number, price: CentiCredits) =>
      html`🎙️ Голосовое из «${title}», ${lengthText(seconds)}.

Цена: <b>${creditsText(price, 'ru')}</b>. Не услышу речи — ничего не спишу. Текст придёт сюда и ответом в группу.`,
    accept: (price: CentiCredits) => `📝 Записать за ${creditsText(price, 'ru')}`,
    settings: (limit: CentiCredits | null) => html`<b>👥 Голосовые в группах</b>

Добавьте меня в группу и ответьте там на голосовое командой /text: запишу его текстом, ответом на него.

Платит тот, кто просит: каждый день минута речи бесплатно, дальше ${
      limit === null ? html`сначала спрошу вас здесь` : html`до ${creditsMissingRu(limit)} за запись спишу без вопроса`
    }. Цену, чеки и неудачи увидите только вы. Текст увидит вся группа, файл и расшифровка — у вас.

Голос может быть чужой: просите, если его автор не против. Он, как и вы, может убрать текст из группы кнопкой под ним.`,
    agree: '✅ Прочитать и дать согласие',
    pay: (limit: CentiCredits) => `✅ До ${creditsMissingRu(limit)} — без вопроса`,
    ask: '❓ Спрашивать каждый раз',
    settled: html`Запомнила 👌`,
    menu: '🏠 Меню',
    tooLate: html`Эта цена уже не действует, а запись я забыла. Попросите в группе ещё раз: ответьте /text на голосовое.`,
    accepted: html`Это голосовое уже в работе.`,
  },
  en: {
    listening: html`🎧 Listening…`,
    asking: html`⏳ Waiting for a yes in the private chat of whoever asked.`,
    failed: html`🎙️ That didn’t work out. Whoever asked has the details in our private chat.`,
    tooLarge: html`🎙️ That recording is larger than what Telegram gives me.`,
    text: (text: string) => html`<blockquote expandable>${text}</blockquote>`,
    beginning: (text: string) => html`<blockquote expandable>${text}</blockquote>
Whoever asked has the rest in our private chat.`,
    withdraw: '🗑️ Take it away',
    withdrawn: html`🗑️ The text was taken away.`,
    consentGone: html`Your consent is gone, so I passed the recording to nobody. No credits were used.`,
    notYours: 'Only the person who speaks and the one who asked can take the text away.',
    removed: 'Done.',
    what: (seconds: number, title: string) => `${lengthText(seconds)}, “${title}”`,
    notHeard: (title: string, why: Html) => html`You asked me to write down a recording from “${title}”.

${why}`,
    offer: (title: string, seconds: number, price: CentiCredits) =>
      html`🎙️ A recording from “${title}”, ${lengthText(seconds)}.

Price: <b>${creditsText(price, 'en')}</b>. No speech, no charge. The text comes here and as a reply in the group.`,
    accept: (price: CentiCredits) => `📝 Write it down for ${creditsText(price, 'en')}`,
    settings: (limit: CentiCredits | null) => html`<b>👥 Voice messages in groups</b>

Add me to a group and reply /text to a voice message there: I’ll write it down, in reply to it.

Whoever asks pays: a minute of speech a day is free, and beyond that ${
      limit === null
        ? html`I ask you here first`
        : html`I charge up to ${creditsText(limit, 'en')} for a recording without asking`
    }. Prices, credits and failures are for your eyes only. The whole group sees the text; the file and the transcript are yours.

The voice may be somebody else’s: ask if they don’t mind. They can take the text out of the group with the button below it, and so can you.`,
    agree: '✅ Read and agree',
    pay: (limit: CentiCredits) => `✅ Up to ${creditsText(limit, 'en')} without asking`,
    ask: '❓ Ask every time',
    settled: html`Got it 👌`,
    menu: '🏠 Menu',
    tooLate: html`That price has expired and I’ve forgotten the recording. Ask again in the group: reply /text to it.`,
    accepted: html`That recording is already under way.`,
  },
});
