import { MAX_RECORDING_SECONDS, type CentiCredits, type RecordingRefusal } from '@aisha/domain';
import { defineTexts, html, russianPlural, type Html } from '../../engine/conversation';
import { creditsText } from '../../orders/credits.texts';

const length = (seconds: number): string =>
  `${Math.floor(Math.round(seconds) / 60)}:${String(Math.round(seconds) % 60).padStart(2, '0')}`;

const LONGEST_HOURS = MAX_RECORDING_SECONDS / 3_600;

const refusedRu: Readonly<Record<RecordingRefusal, Html>> = {
  'not-fetched': html`🎙️ Telegram не отдал мне запись. Кредиты не тронуты. Попробуйте ещё раз или пришлите её заново.`,
  'not-a-recording': html`🎙️ Это не запись, или файл повреждён: звука в нём я не нашла. Кредиты не тронуты. Пришлите голосовое, аудио или видео.`,
  'no-sound': html`🎙️ В этом видео нет звука, записывать нечего. Кредиты не тронуты. Пришлите другое.`,
  'no-speech': html`🎙️ Здесь тишина, или говорят так тихо, что я не слышу. Кредиты не тронуты. Пришлите другую запись.`,
  'too-long': html`🎙️ Эта запись длиннее ${LONGEST_HOURS} часов. Кредиты не тронуты. Пришлите её по частям.`,
  'too-many-at-once': html`🎙️ Я ещё слушаю прошлые записи. Кредиты не тронуты. Дождитесь их и попробуйте снова.`,
  'too-many-today': html`🎙️ На сегодня хватит: я бесплатно слушаю до 60 записей в день, чтобы назвать цену. Кредиты не тронуты. Завтра пришлите ещё.`,
  unavailable: html`🎙️ Сейчас не получилось послушать запись: сбой у меня. Кредиты не тронуты, попытка не в счёт. Попробуйте ещё раз через минуту.`,
};
const refusedEn: Readonly<Record<RecordingRefusal, Html>> = {
  'not-fetched': html`🎙️ Telegram didn’t hand me the recording. No credits were used. Try again, or send it once more.`,
  'not-a-recording': html`🎙️ That’s not a recording, or the file is damaged: I found no sound in it. No credits were used. Send a voice message, audio or a video.`,
  'no-sound': html`🎙️ This video has no sound, so there’s nothing to write down. No credits were used. Send another one.`,
  'no-speech': html`🎙️ It’s silent, or too quiet for me to hear anyone. No credits were used. Send another recording.`,
  'too-long': html`🎙️ That recording is over ${LONGEST_HOURS} hours long. No credits were used. Send it in parts.`,
  'too-many-at-once': html`🎙️ I’m still listening to your earlier recordings. No credits were used. Wait for those and try again.`,
  'too-many-today': html`🎙️ That’s all for today: I listen to up to 60 recordings a day for free, to name a price. No credits were used. Send more tomorrow.`,
  unavailable: html`🎙️ I couldn’t listen to the recording just now: something broke on my side. No credits were used, and this try doesn’t count. Try again in a minute.`,
};

/** What waits behind a recording, as the next line of a text. */
const waitingRu = (more: number): Html | false =>
  more > 0 &&
  html`
После неё ещё ${more} ${russianPlural(more, 'запись', 'записи', 'записей')}.`;
const waitingEn = (more: number): Html | false =>
  more > 0 &&
  html`
${more} more ${more === 1 ? 'recording' : 'recordings'} after it.`;

/** What of a recording is said, and what of that is free today, in seconds. */
export interface Spoken {
  readonly seconds: number;
  readonly speech: number;
  readonly free: number;
  /** Free of each day. */
  readonly freeADay: number;
}

/** What of it is free today, as the next line of a text. */
const freeRu = ({ speech, free, freeADay }: Spoken): Html | false =>
  free > 0 &&
  html`
🎁 ${free >= speech ? 'Сегодня бесплатно' : `Из них ${length(free)} бесплатно`}: каждый день дарю ${freeADay === 60 ? 'минуту' : length(freeADay)} речи.`;
const freeEn = ({ speech, free, freeADay }: Spoken): Html | false =>
  free > 0 &&
  html`
🎁 ${free >= speech ? 'Free today' : `${length(free)} of it is free`}: every day ${freeADay === 60 ? 'a minute' : length(freeADay)} of speech is on me.`;

export const transcribeTexts = defineTexts({
  ru: {
    menu: '🏠 Меню',
    back: '‹ Назад',
    ask: (perMinute: CentiCredits) =>
      html`🎙️ Пришлите голосовое, аудио или видео до 20 МБ — можно файлом, — и я запишу, что там сказано.

${creditsText(perMinute, 'ru')} за минуту речи, тишина и паузы бесплатно. Цену скажу сразу, как послушаю.`,
    notAudio: html`Это не запись. Пришлите голосовое, аудио или видео.`,
    listening: (more: number) => html`🎧 Слушаю запись, чтобы назвать цену…${waitingRu(more)}`,
    stillListening: html`Ещё слушаю. Цену покажу здесь же.`,
    measured: (seconds: number) => html`🎧 Послушала вашу запись, ${length(seconds)}. Могу записать её текстом.`,
    toOffer: '📝 Показать цену',
    noPrice: html`Этой записи у меня уже нет. Пришлите её ещё раз.`,
    refused: (refusal: RecordingRefusal, more: number) => html`${refusedRu[refusal]}${waitingRu(more)}`,
    again: '🔁 Попробовать ещё раз',
    following: '⏭️ Следующая запись',
    another: '🎙️ Другая запись',
    tooLarge: html`Запись больше 20 МБ, такие Telegram мне не отдаёт. Сожмите её или пришлите по частям.`,
    confirm: (spoken: Spoken, price: CentiCredits, more: number) =>
      html`🎙️ Запись ${length(spoken.seconds)}, речи в ней ${length(spoken.speech)}.${freeRu(spoken)}${waitingRu(more)}

Цена: <b>${price === 0n ? 'бесплатно' : creditsText(price, 'ru')}</b>`,
    oneMore: html`Эту запись тоже взяла, она следующая.`,
    enough: (waiting: number) =>
      html`Эту запись пока не беру: уже ждут ${waiting} других. Расшифруйте их и пришлите эту ещё раз.`,
    promise: 'Не услышу речи — ничего не спишу.',
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
      html`🎙️ Send a voice message, audio or a video up to 20 MB (a file is fine) and I’ll write down what’s said.

${creditsText(perMinute, 'en')} for a minute of speech; silence and pauses are free. I’ll name the price once I’ve listened.`,
    notAudio: html`That’s not a recording. Send a voice message, audio or a video.`,
    listening: (more: number) => html`🎧 Listening to the recording to name a price…${waitingEn(more)}`,
    stillListening: html`Still listening. The price will appear right here.`,
    measured: (seconds: number) => html`🎧 I’ve listened to your recording, ${length(seconds)}. I can write it down.`,
    toOffer: '📝 Show the price',
    noPrice: html`I no longer have that recording. Please send it again.`,
    refused: (refusal: RecordingRefusal, more: number) => html`${refusedEn[refusal]}${waitingEn(more)}`,
    again: '🔁 Try again',
    following: '⏭️ Next recording',
    another: '🎙️ Another recording',
    tooLarge: html`The recording is over 20 MB, more than Telegram gives me. Compress it or send it in parts.`,
    confirm: (spoken: Spoken, price: CentiCredits, more: number) =>
      html`🎙️ Recording ${length(spoken.seconds)}, with ${length(spoken.speech)} of speech.${freeEn(spoken)}${waitingEn(more)}

Price: <b>${price === 0n ? 'free' : creditsText(price, 'en')}</b>`,
    oneMore: html`Got this recording too, it’s next.`,
    enough: (waiting: number) =>
      html`I can’t take this one yet: ${waiting} are already waiting. Transcribe those, then send it again.`,
    promise: 'No speech, no charge.',
    start: '📝 Transcribe',
    what: (seconds: number) => length(seconds),
    mine: '📚 My transcripts',
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
