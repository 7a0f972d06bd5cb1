import type { CentiCredits } from '@aisha/domain';
import {
  type ExportFormat,
  MAX_RECORDING_SECONDS,
  type RecordingRefusal,
  SPEAKER_NAME_LENGTH,
  TRANSCRIPT_TITLE_LENGTH,
  VOCABULARY,
} from '@aisha/kinds';
import type { Transcript } from '@aisha/kinds/tables';
import {
  defineTexts,
  html,
  isoDayText,
  joined,
  russianPlural,
  type Calendar,
  type Html,
} from '../../engine/conversation';
import { creditsText } from '../../orders/credits.texts';
import { spanEn, spanRu } from '../../orders/time-span.texts';
import { lengthText } from '../../orders/time.texts';
import type { Facts } from './preview';

const LONGEST_HOURS = MAX_RECORDING_SECONDS / 3_600;

const refusedRu = (linkMb: number): Readonly<Record<RecordingRefusal, Html>> => ({
  'not-fetched': html`🎙️ Telegram не отдал мне запись. Кредиты не тронуты. Попробуйте ещё раз или пришлите её заново.`,
  deleted: html`🎙️ Этой записи у меня больше нет: она удалена. Кредиты не тронуты. Выберите другую в «Моих файлах» или пришлите эту ещё раз.`,
  'not-a-recording': html`🎙️ Это не запись, или файл повреждён: звука в нём я не нашла. Кредиты не тронуты. Пришлите голосовое, аудио или видео.`,
  'no-sound': html`🎙️ В этом видео нет звука, записывать нечего. Кредиты не тронуты. Пришлите другое.`,
  'no-speech': html`🎙️ Здесь тишина, или говорят так тихо, что я не слышу. Кредиты не тронуты. Пришлите другую запись.`,
  'too-long': html`🎙️ Эта запись длиннее ${LONGEST_HOURS} часов. Кредиты не тронуты. Пришлите её по частям.`,
  'too-many-at-once': html`🎙️ Я ещё слушаю прошлые записи. Кредиты не тронуты. Дождитесь их и попробуйте снова.`,
  'too-many-today': html`🎙️ На сегодня хватит: я бесплатно слушаю до 60 записей в день, чтобы назвать цену. Кредиты не тронуты. Завтра пришлите ещё.`,
  'link-unreachable': html`🔗 По этой ссылке файл не открылся: сервер молчит, отказал или отдаёт его слишком медленно. Кредиты не тронуты. Проверьте, что ссылка открывается без входа, и попробуйте ещё раз.`,
  'link-not-allowed': html`🔗 Такую ссылку я не открываю: нужен обычный адрес https в открытом интернете, без пароля. Кредиты не тронуты. Пришлите другую ссылку или сам файл.`,
  'link-too-large': html`🔗 Файл по ссылке больше ${linkMb} МБ. Кредиты не тронуты. Оставьте в нём только звук или разделите на части, и пришлите снова.`,
  'link-page': html`🔗 По этой ссылке страница, а не сам файл. Кредиты не тронуты. Пришлите прямую ссылку: ту, по которой запись сразу скачивается.`,
  'too-many-links': html`🔗 На сегодня хватит: по ссылкам я бесплатно скачиваю до 20 записей в день. Кредиты не тронуты. Пришлите файл сюда или ссылку завтра.`,
  'storage-full': html`🎙️ Место закончилось: ваших файлов уже столько, сколько я могу хранить. Кредиты не тронуты. Удалите ненужное в /files (что занимает больше всего, видно в «Виде файлов») и попробуйте ещё раз.`,
  unavailable: html`🎙️ Сейчас не получилось послушать запись: сбой у меня. Кредиты не тронуты, попытка не в счёт. Попробуйте ещё раз через минуту.`,
});
const refusedEn = (linkMb: number): Readonly<Record<RecordingRefusal, Html>> => ({
  'not-fetched': html`🎙️ Telegram didn’t hand me the recording. No credits were used. Try again, or send it once more.`,
  deleted: html`🎙️ I no longer have that recording: it was deleted. No credits were used. Choose another one in “My files”, or send this one again.`,
  'not-a-recording': html`🎙️ That’s not a recording, or the file is damaged: I found no sound in it. No credits were used. Send a voice message, audio or a video.`,
  'no-sound': html`🎙️ This video has no sound, so there’s nothing to write down. No credits were used. Send another one.`,
  'no-speech': html`🎙️ It’s silent, or too quiet for me to hear anyone. No credits were used. Send another recording.`,
  'too-long': html`🎙️ That recording is over ${LONGEST_HOURS} hours long. No credits were used. Send it in parts.`,
  'too-many-at-once': html`🎙️ I’m still listening to your earlier recordings. No credits were used. Wait for those and try again.`,
  'too-many-today': html`🎙️ That’s all for today: I listen to up to 60 recordings a day for free, to name a price. No credits were used. Send more tomorrow.`,
  'link-unreachable': html`🔗 I couldn’t get a file from that link: the server is silent, refused, or is too slow. No credits were used. Check that the link opens without signing in, and try again.`,
  'link-not-allowed': html`🔗 I don’t open links like that: it takes a plain https address on the open Internet, without a password. No credits were used. Send another link or the file itself.`,
  'link-too-large': html`🔗 The file behind that link is over ${linkMb} MB. No credits were used. Keep just its sound or split it into parts, and send it again.`,
  'link-page': html`🔗 That link leads to a page, not to the file itself. No credits were used. Send a direct link: the one that downloads the recording at once.`,
  'too-many-links': html`🔗 That’s all for today: I download up to 20 recordings a day from links for free. No credits were used. Send the file here, or the link tomorrow.`,
  'storage-full': html`🎙️ No room left: I already keep as many of your files as I can. No credits were used. Delete what you don’t need in /files (“Kind of files” shows what takes most) and try again.`,
  unavailable: html`🎙️ I couldn’t listen to the recording just now: something broke on my side. No credits were used, and this try doesn’t count. Try again in a minute.`,
});

/** What waits behind a recording, as the next line of a text. */
const waitingRu = (more: number): Html | false =>
  more > 0 &&
  html`
После неё ещё ${more} ${russianPlural(more, 'запись', 'записи', 'записей')}.`;
const waitingEn = (more: number): Html | false =>
  more > 0 &&
  html`
${more} more ${more === 1 ? 'recording' : 'recordings'} after it.`;

/** How large a recording may be, in MB: in the chat, and behind a link. */
export interface FileBounds {
  readonly chatMb: number;
  readonly linkMb: number;
}

/** What of a recording is said, and what of that is free now, in seconds. */
export interface Spoken {
  readonly seconds: number;
  readonly speech: number;
  readonly free: number;
  /** Free within 24 hours. */
  readonly freeADay: number;
  /** When there is free speech again; null if none has been had. */
  readonly againInMs: number | null;
}

/** What of it is free, or when free speech comes back, as the next line of a text. */
const freeRu = ({ speech, free, freeADay, againInMs }: Spoken): Html | false => {
  const minute = freeADay === 60 ? 'минуту' : lengthText(freeADay);
  if (free > 0) {
    return html`
🎁 ${free >= speech ? 'Бесплатно' : `Из них ${lengthText(free)} бесплатно`}: раз в сутки дарю ${minute} речи.`;
  }
  return (
    freeADay > 0 &&
    againInMs !== null &&
    html`
🎁 Подаренную ${minute} речи вы уже взяли, следующая — через ${spanRu(againInMs)}.`
  );
};
const freeEn = ({ speech, free, freeADay, againInMs }: Spoken): Html | false => {
  const minute = freeADay === 60 ? 'a minute' : lengthText(freeADay);
  if (free > 0) {
    return html`
🎁 ${free >= speech ? 'Free' : `${lengthText(free)} of it is free`}: ${minute} of speech is on me every 24 hours.`;
  }
  return (
    freeADay > 0 &&
    againInMs !== null &&
    html`
🎁 You have had your free speech; more in ${spanEn(againInMs)}.`
  );
};

/** One who speaks: the model's label, the person's name for them, and what they said first. */
export interface Voice {
  readonly label: string;
  readonly name: string | null;
  readonly said: string;
}

/** By its title, without what file systems refuse; by its day while it has none; by what it is when it was deleted. */
const fileName = (kind: string, transcript: Transcript, format: ExportFormat, calendar: Calendar): string => {
  const name = transcript.title
    ?.replace(/[\\/:*?"<>|.]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return `${name || `${kind}-${isoDayText(transcript.createdAt, calendar)}`}.${format}`;
};

const factsRu = ({ seconds, speakers }: Facts): string[] => [
  lengthText(seconds),
  ...(speakers > 1 ? [`${speakers} ${russianPlural(speakers, 'голос', 'голоса', 'голосов')}`] : []),
];
const factsEn = ({ seconds, speakers }: Facts): string[] => [
  lengthText(seconds),
  ...(speakers > 1 ? [`${speakers} voices`] : []),
];

export const transcribeTexts = defineTexts({
  ru: {
    menu: '🏠 Меню',
    back: '‹ Назад',
    ask: (perMinute: CentiCredits, { chatMb, linkMb }: FileBounds) =>
      html`🎙️ Пришлите голосовое, аудио или видео до ${chatMb} МБ — можно файлом, — и я запишу, что там сказано.${linkMb > chatMb ? ` Большую запись, до ${linkMb} МБ, — прямой ссылкой на файл.` : ' Можно и прямой ссылкой на файл.'}

${creditsText(perMinute, 'ru')} за минуту речи, долгая тишина не в счёт. Цену скажу сразу, как послушаю.`,
    notAudio: html`Это не запись. Пришлите голосовое, аудио, видео или ссылку на файл.`,
    listening: (more: number) => html`🎧 Слушаю запись, чтобы назвать цену…${waitingRu(more)}`,
    stillListening: html`Ещё слушаю. Цену покажу здесь же.`,
    measured: (seconds: number) => html`🎧 Послушала вашу запись, ${lengthText(seconds)}. Могу записать её текстом.`,
    toOffer: '📝 Показать цену',
    noPrice: html`Этой записи у меня уже нет. Пришлите её ещё раз.`,
    refused: (refusal: RecordingRefusal, more: number, linkMb: number) =>
      html`${refusedRu(linkMb)[refusal]}${waitingRu(more)}`,
    again: '🔁 Попробовать ещё раз',
    following: '⏭️ Следующая запись',
    another: '🎙️ Другая запись',
    tooLarge: ({ chatMb, linkMb }: FileBounds) =>
      html`Запись больше ${chatMb} МБ, такие Telegram мне не отдаёт. ${linkMb > chatMb ? 'Пришлите прямую ссылку на файл, или сожмите её.' : 'Сожмите её или пришлите по частям.'}`,
    confirm: (spoken: Spoken, price: CentiCredits, more: number) =>
      html`🎙️ Запись ${lengthText(spoken.seconds)}, речи в ней ${lengthText(spoken.speech)}.${freeRu(spoken)}${waitingRu(more)}

Цена: <b>${price === 0n ? 'бесплатно' : creditsText(price, 'ru')}</b>`,
    oneMore: html`Эту запись тоже взяла, она следующая.`,
    enough: (waiting: number) =>
      html`Эту запись пока не беру: уже ждут ${waiting} других. Расшифруйте их и пришлите эту ещё раз.`,
    promise: 'Не услышу речи — ничего не спишу.',
    spoken: (name: string | undefined) => `🌐 Язык: ${name ?? 'определю сама'}`,
    askLanguage: html`🌐 На каком языке говорят в записи?

Обычно я узнаю сама, и если языков несколько — тоже. Скажите, если в прошлый раз я ошиблась.`,
    anyLanguage: '✨ Определю сама',
    myWords: (known: number) => `📖 Мои слова${known > 0 ? `: ${known}` : ''}`,
    askWords: (words: readonly string[]) =>
      html`<b>📖 Мои слова</b>

Имена, названия и термины из ваших записей: с ними я реже ошибаюсь в написании. Напишите их через запятую, до ${VOCABULARY.words}.${
        words.length > 0 &&
        html`

Сейчас:
<code>${words.join(', ')}</code>

Нажмите на список, чтобы скопировать его, поправьте и пришлите: новый заменит прежний.`
      }`,
    badWords: html`Нужно от 1 до ${VOCABULARY.words} слов или имён через запятую, каждое от ${VOCABULARY.length.min} до ${VOCABULARY.length.max} символов. Напишите ещё раз.`,
    eraseWords: '🗑️ Стереть мои слова',
    start: '📝 Расшифровать',
    what: (seconds: number) => lengthText(seconds),
    mine: '📚 Мои расшифровки',
    aloud: '🔊 Озвучить',
    makeDocument: '📑 Сделать документ',
    askIt: '❓ Спросить',
    askAll: '❓ Спросить по всем',
    list: (words: string | null, isAny: boolean) =>
      words !== null
        ? html`<b>🔎 ${words}</b>

${isAny ? 'Нашлось вот что. Нажмите, чтобы открыть.' : 'Такого никто не говорил. Попробуйте другое слово из записи.'}`
        : html`<b>📚 Мои расшифровки</b>

${isAny ? 'Нажмите на расшифровку, чтобы открыть её. Или напишите слово, и я найду, где оно звучало.' : 'Пока пусто. Пришлите голосовое, и здесь появится его текст.'}`,
    all: '📚 Все расшифровки',
    toList: '‹ К списку',
    opened: (title: string | null, date: string, facts: Facts, preview: string) =>
      html`<b>📝 ${title ?? 'Расшифровка'}</b>
${date}${factsRu(facts).map((fact) => ` · ${fact}`)}

${preview}

Весь текст — в файле. DOCX и PDF — читать и печатать, TXT и MD — копировать, SRT и VTT — субтитры к видео.`,
    rename: '✏️ Назвать',
    remove: '🗑️ Удалить',
    askTitle: (title: string | null) =>
      html`✏️ Как назвать эту расшифровку?${title !== null && html` Сейчас она «${title}».`}

Напишите название, до ${TRANSCRIPT_TITLE_LENGTH.max} символов: так будут называться и её файлы.`,
    badTitle: html`Нужно от ${TRANSCRIPT_TITLE_LENGTH.min} до ${TRANSCRIPT_TITLE_LENGTH.max} символов. Напишите ещё раз.`,
    speakers: '👥 Кто говорит',
    voice: (label: string) => `Голос ${label}`,
    whoSpeaks: (speakers: readonly Voice[]) =>
      html`<b>👥 Кто говорит</b>

${joined(speakers.map(({ label, name, said }) => html`<b>${name ?? `Голос ${label}`}:</b> «${said}»`))}

Нажмите на голос и напишите имя: оно встанет во все файлы этой расшифровки.`,
    askSpeaker: ({ label, name, said }: Voice) =>
      html`👤 Чей это голос? ${name ?? `Голос ${label}`} говорит: «${said}»

Напишите имя.`,
    badSpeaker: html`Имя — от ${SPEAKER_NAME_LENGTH.min} до ${SPEAKER_NAME_LENGTH.max} символов. Напишите ещё раз.`,
    askRemove: html`🗑️ Удалить расшифровку насовсем?

У меня исчезнут текст, все его файлы и запись, а здесь в чате — то, что я прислала за последние два дня. Текст в группе уберёт кнопка под ним. Кредиты за расшифровку не вернутся.`,
    removeSurely: '🗑️ Да, удалить',
    keep: 'Оставить',
    removed: html`Расшифровка удалена.`,
    moreFormats: 'Ещё форматы',
    untitled: (date: string) => `Расшифровка, ${date}`,
    exported: (title: string | null) => html`📝 ${title ?? 'Ваша расшифровка'}`,
    delivered: (facts: Facts, preview: string) => joined([preview, html`🎧 ${factsRu(facts).join(' · ')}`], '\n\n'),
    line: (date: string, opening: string) => `${date} · ${opening}`,
    older: 'Раньше ›',
    newest: '‹‹ К началу',
    gone: html`Этой расшифровки больше нет.`,
    fileName: (transcript: Transcript, format: ExportFormat, calendar: Calendar) =>
      fileName('расшифровка', transcript, format, calendar),
  },
  en: {
    menu: '🏠 Menu',
    back: '‹ Back',
    ask: (perMinute: CentiCredits, { chatMb, linkMb }: FileBounds) =>
      html`🎙️ Send a voice message, audio or a video up to ${chatMb} MB (a file is fine) and I’ll write down what’s said.${linkMb > chatMb ? ` A larger one, up to ${linkMb} MB, as a direct link to the file.` : ' A direct link to the file will do, too.'}

${creditsText(perMinute, 'en')} for a minute of speech; long silences don’t count. I’ll name the price once I’ve listened.`,
    notAudio: html`That’s not a recording. Send a voice message, audio, a video or a link to a file.`,
    listening: (more: number) => html`🎧 Listening to the recording to name a price…${waitingEn(more)}`,
    stillListening: html`Still listening. The price will appear right here.`,
    measured: (seconds: number) =>
      html`🎧 I’ve listened to your recording, ${lengthText(seconds)}. I can write it down.`,
    toOffer: '📝 Show the price',
    noPrice: html`I no longer have that recording. Please send it again.`,
    refused: (refusal: RecordingRefusal, more: number, linkMb: number) =>
      html`${refusedEn(linkMb)[refusal]}${waitingEn(more)}`,
    again: '🔁 Try again',
    following: '⏭️ Next recording',
    another: '🎙️ Another recording',
    tooLarge: ({ chatMb, linkMb }: FileBounds) =>
      html`The recording is over ${chatMb} MB, more than Telegram gives me. ${linkMb > chatMb ? 'Send a direct link to the file, or compress it.' : 'Compress it or send it in parts.'}`,
    confirm: (spoken: Spoken, price: CentiCredits, more: number) =>
      html`🎙️ Recording ${lengthText(spoken.seconds)}, with ${lengthText(spoken.speech)} of speech.${freeEn(spoken)}${waitingEn(more)}

Price: <b>${price === 0n ? 'free' : creditsText(price, 'en')}</b>`,
    oneMore: html`Got this recording too, it’s next.`,
    enough: (waiting: number) =>
      html`I can’t take this one yet: ${waiting} are already waiting. Transcribe those, then send it again.`,
    promise: 'No speech, no charge.',
    spoken: (name: string | undefined) => `🌐 Language: ${name ?? 'auto-detect'}`,
    askLanguage: html`🌐 What language is spoken in the recording?

Usually I find out by myself, even if there are several. Tell me if I got it wrong last time.`,
    anyLanguage: '✨ Auto-detect',
    myWords: (known: number) => `📖 My words${known > 0 ? `: ${known}` : ''}`,
    askWords: (words: readonly string[]) =>
      html`<b>📖 My words</b>

Names and terms from your recordings: knowing them, I misspell less. Type them with commas, up to ${VOCABULARY.words}.${
        words.length > 0 &&
        html`

Now:
<code>${words.join(', ')}</code>

Tap the list to copy it, change it and send it: the new one replaces the old.`
      }`,
    badWords: html`It takes 1 to ${VOCABULARY.words} words or names with commas, each ${VOCABULARY.length.min} to ${VOCABULARY.length.max} characters long. Please type them again.`,
    eraseWords: '🗑️ Erase my words',
    start: '📝 Transcribe',
    what: (seconds: number) => lengthText(seconds),
    mine: '📚 My transcripts',
    aloud: '🔊 Read aloud',
    makeDocument: '📑 Make a document',
    askIt: '❓ Ask',
    askAll: '❓ Ask all of them',
    list: (words: string | null, isAny: boolean) =>
      words !== null
        ? html`<b>🔎 ${words}</b>

${isAny ? 'Here is what I found. Tap to open.' : 'Nobody said that. Try another word from the recording.'}`
        : html`<b>📚 My transcripts</b>

${isAny ? 'Tap a transcript to open it. Or type a word and I’ll find where it was said.' : 'Nothing yet. Send a voice message and its text will appear here.'}`,
    all: '📚 All transcripts',
    toList: '‹ To the list',
    opened: (title: string | null, date: string, facts: Facts, preview: string) =>
      html`<b>📝 ${title ?? 'Transcript'}</b>
${date}${factsEn(facts).map((fact) => ` · ${fact}`)}

${preview}

The whole text is in a file. DOCX and PDF are to read and print, TXT and MD to copy, SRT and VTT are subtitles for a video.`,
    rename: '✏️ Name it',
    remove: '🗑️ Delete',
    askTitle: (title: string | null) =>
      html`✏️ What shall I call this transcript?${title !== null && html` It’s “${title}” now.`}

Type a name of up to ${TRANSCRIPT_TITLE_LENGTH.max} characters: its files will be called that, too.`,
    badTitle: html`It takes ${TRANSCRIPT_TITLE_LENGTH.min} to ${TRANSCRIPT_TITLE_LENGTH.max} characters. Please type it again.`,
    speakers: '👥 Who speaks',
    voice: (label: string) => `Voice ${label}`,
    whoSpeaks: (speakers: readonly Voice[]) =>
      html`<b>👥 Who speaks</b>

${joined(speakers.map(({ label, name, said }) => html`<b>${name ?? `Voice ${label}`}:</b> “${said}”`))}

Tap a voice and type a name: all files of this transcript will have it.`,
    askSpeaker: ({ label, name, said }: Voice) =>
      html`👤 Whose voice is this? ${name ?? `Voice ${label}`} says: “${said}”

Type the name.`,
    badSpeaker: html`A name takes ${SPEAKER_NAME_LENGTH.min} to ${SPEAKER_NAME_LENGTH.max} characters. Please type it again.`,
    askRemove: html`🗑️ Delete this transcript for good?

Its text, all its files and the recording will be gone, and from this chat what I sent of it in the last two days. In a group, the button below the text takes it away. The credits for it don’t come back.`,
    removeSurely: '🗑️ Yes, delete',
    keep: 'Keep it',
    removed: html`Transcript deleted.`,
    moreFormats: 'More formats',
    untitled: (date: string) => `Transcript, ${date}`,
    exported: (title: string | null) => html`📝 ${title ?? 'Your transcript'}`,
    delivered: (facts: Facts, preview: string) => joined([preview, html`🎧 ${factsEn(facts).join(' · ')}`], '\n\n'),
    line: (date: string, opening: string) => `${date} · ${opening}`,
    older: 'Older ›',
    newest: '‹‹ Newest',
    gone: html`That transcript is gone.`,
    fileName: (transcript: Transcript, format: ExportFormat, calendar: Calendar) =>
      fileName('transcript', transcript, format, calendar),
  },
});
