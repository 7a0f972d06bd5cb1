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
      html`🎙️ Пришлите голосовое или аудиофайл до 20 МБ, и я запишу, что в нём сказано.

${creditsText(perMinute, 'ru')} за каждую начатую минуту.`,
    notAudio: html`Это не запись. Пришлите голосовое или аудиофайл.`,
    sendAsAudio: html`Пришлите эту запись как аудио (MP3 или M4A) или голосовым: в файле не видно, сколько она длится и стоит.`,
    tooLarge: html`Запись больше 20 МБ, такие Telegram мне не отдаёт. Сожмите её или пришлите по частям.`,
    confirm: (seconds: number, minutes: number, price: CentiCredits, more: number) =>
      html`🎙️ Запись ${length(seconds)}, оплата за ${minutes} ${russianPlural(minutes, 'минуту', 'минуты', 'минут')}.${
        more > 0 &&
        html`
После неё ещё ${more} ${russianPlural(more, 'запись', 'записи', 'записей')}.`
      }

Цена: <b>${creditsText(price, 'ru')}</b>`,
    oneMore: html`Эту запись тоже взяла, она следующая.`,
    enough: (waiting: number) =>
      html`Эту запись пока не беру: уже ждут ${waiting} других. Расшифруйте их и пришлите эту ещё раз.`,
    promise: 'Не услышу речи — ничего не спишу.',
    start: '📝 Расшифровать',
    what: (seconds: number) => length(seconds),
    mine: '📚 Мои расшифровки',
    aloud: '🔊 Озвучить',
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
      html`🎙️ Send a voice message or an audio file up to 20 MB and I’ll write down what’s said.

${creditsText(perMinute, 'en')} for each started minute.`,
    notAudio: html`That’s not a recording. Send a voice message or an audio file.`,
    sendAsAudio: html`Please send it as audio (MP3 or M4A) or as a voice message: a plain file doesn’t show how long it is and what it costs.`,
    tooLarge: html`The recording is over 20 MB, more than Telegram gives me. Compress it or send it in parts.`,
    confirm: (seconds: number, minutes: number, price: CentiCredits, more: number) =>
      html`🎙️ Recording ${length(seconds)}, charged as ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.${
        more > 0 &&
        html`
${more} more ${more === 1 ? 'recording' : 'recordings'} after it.`
      }

Price: <b>${creditsText(price, 'en')}</b>`,
    oneMore: html`Got this recording too, it’s next.`,
    enough: (waiting: number) =>
      html`I can’t take this one yet: ${waiting} are already waiting. Transcribe those, then send it again.`,
    promise: 'No speech, no charge.',
    start: '📝 Transcribe',
    what: (seconds: number) => length(seconds),
    mine: '📚 My transcripts',
    aloud: '🔊 Read aloud',
    listTitle: html`<b>📚 My transcripts</b>`,
    none: html`<b>📚 My transcripts</b>

Nothing yet. Send a voice message and its text will appear here.`,
    line: (date: string, opening: string) => `${date} · ${opening}`,
    older: 'Older ›',
    newest: '‹‹ Newest',
    gone: html`That transcript is gone.`,
    fileName: (date: string) => `transcript-${date}.txt`,
    caption: (opening: string) => html`📝 ${opening}`,
  },
});
