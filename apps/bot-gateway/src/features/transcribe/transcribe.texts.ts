import type { CentiCredits } from '@aisha/domain';
import { defineTexts, html, russianPlural } from '../../engine/conversation';
import { creditsText } from '../../orders/credits.texts';

const length = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

export const transcribeTexts = defineTexts({
  ru: {
    menu: '🏠 Меню',
    back: '‹ Назад',
    ask: (perMinute: CentiCredits) =>
      html`🎙 Пришлите голосовое сообщение или аудиофайл до 20 МБ, и я запишу, что в нём сказано.

${creditsText(perMinute, 'ru')} за начатую минуту.`,
    notAudio: html`Это не запись. Пришлите голосовое сообщение или аудиофайл.`,
    sendAsAudio: html`Пришлите эту запись как аудио (MP3 или M4A) или голосовым, а не файлом: так я узнаю её длину и цену.`,
    tooLarge: html`Запись больше 20 МБ, Telegram мне её не отдаст. Сожмите её или пришлите по частям.`,
    confirm: (seconds: number, minutes: number, price: CentiCredits, more: number) =>
      html`🎙 Запись ${length(seconds)}: ${minutes} ${russianPlural(minutes, 'минута', 'минуты', 'минут')} к оплате.${
        more > 0 &&
        html`
После неё ещё ${more} ${russianPlural(more, 'запись', 'записи', 'записей')}.`
      }

Цена: <b>${creditsText(price, 'ru')}</b>`,
    oneMore: html`Эту запись тоже вижу, она следующая.`,
    enough: (waiting: number) =>
      html`Эту запись пока не беру: уже ждут ${waiting} других. Расшифруйте первые, потом пришлите её ещё раз.`,
    promise: 'Если речи не слышно, ничего не спишу.',
    start: '📝 Расшифровать',
    what: (seconds: number) => length(seconds),
    mine: '📚 Мои расшифровки',
    listTitle: html`<b>📚 Мои расшифровки</b>`,
    none: html`<b>📚 Мои расшифровки</b>

Пока пусто. Пришлите голосовое, и здесь появится его текст.`,
    line: (date: string, opening: string) => `${date} · ${opening}`,
    older: 'Раньше ›',
    newest: '‹‹ К началу',
    gone: html`Этой расшифровки больше нет.`,
    fileName: (date: string) => `расшифровка-${date}.txt`,
    caption: (opening: string) => html`📝 ${opening}`,
  },
  en: {
    menu: '🏠 Menu',
    back: '‹ Back',
    ask: (perMinute: CentiCredits) =>
      html`🎙 Send a voice message or an audio file of up to 20 MB and I will write down what is said.

${creditsText(perMinute, 'en')} per started minute.`,
    notAudio: html`That is no recording. Send a voice message or an audio file.`,
    sendAsAudio: html`Send this recording as audio (MP3 or M4A) or as a voice message, not as a file: then I know its length and its price.`,
    tooLarge: html`The recording is over 20 MB, Telegram will not give it to me. Compress it or send it in parts.`,
    confirm: (seconds: number, minutes: number, price: CentiCredits, more: number) =>
      html`🎙 A recording of ${length(seconds)}: ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} to pay.${
        more > 0 &&
        html`
After it ${more} more ${more === 1 ? 'recording' : 'recordings'}.`
      }

Price: <b>${creditsText(price, 'en')}</b>`,
    oneMore: html`I see this recording, too: it comes next.`,
    enough: (waiting: number) =>
      html`I cannot take this recording yet: ${waiting} others wait. Have the first ones written down, then send it once more.`,
    promise: 'If no speech is heard, nothing is charged.',
    start: '📝 Write it down',
    what: (seconds: number) => length(seconds),
    mine: '📚 My transcripts',
    listTitle: html`<b>📚 My transcripts</b>`,
    none: html`<b>📚 My transcripts</b>

Nothing yet. Send a voice message, and its text will appear here.`,
    line: (date: string, opening: string) => `${date} · ${opening}`,
    older: 'Older ›',
    newest: '‹‹ Newest',
    gone: html`That transcript is gone.`,
    fileName: (date: string) => `transcript-${date}.txt`,
    caption: (opening: string) => html`📝 ${opening}`,
  },
});
