import type { CentiCredits } from '@aisha/domain';
import { type SpeechSpeed, timeInRecording, type Voice } from '@aisha/kinds';
import { beginningOf, defineTexts, html, russianPlural } from '../../engine/conversation';
import { creditsText } from '../../orders/credits.texts';
import { readingTexts } from '../../orders/sent-text/reading.texts';
import { lengthText } from '../../orders/time.texts';
import type { Part, SpeechSource } from './speech.draft';

const stretch = ({ from, to }: Part): string => `${timeInRecording(from)}–${timeInRecording(to)}`;

/** Characters of a text in the name of its order. */
const NAME = 30;
const beginning = (text: string): string => beginningOf(text.replace(/\s+/g, ' ').trim(), NAME);

const VOICE_NAMES: Readonly<Record<'ru' | 'en', Readonly<Record<Voice, string>>>> = {
  ru: { soft: '👩 Мягкий', bright: '👩 Звонкий', calm: '👨 Спокойный', deep: '👨 Низкий' },
  en: { soft: '👩 Soft', bright: '👩 Bright', calm: '👨 Calm', deep: '👨 Deep' },
};
const SPEEDS: Readonly<Record<'ru' | 'en', (speed: SpeechSpeed) => string>> = {
  ru: (speed) => `${String(speed / 100).replace('.', ',')}×`,
  en: (speed) => `${speed / 100}×`,
};
const chosen = (isChosen: boolean): string => (isChosen ? '✓ ' : '');

export const speechTexts = defineTexts({
  ru: {
    ...readingTexts.ru,
    back: '‹ Другой текст',
    ask: (perPart: CentiCredits) =>
      html`🔊 <b>Озвучить текст</b>

Пришлите текст сообщением или файлом, DOCX, PDF или TXT, и я прочитаю его вслух. Голос и скорость выберете на следующем шаге.

${creditsText(perPart, 'ru')} за каждые начатые 500 знаков.`,
    noWords: html`Тут нет слов, которые можно прочитать. Пришлите текст.`,
    tooLong: html`Это больше 10 000 знаков. Пришлите такой текст файлом.`,
    askPart: (seconds: number, isTooLong: boolean) =>
      html`✂️ <b>Что озвучить?</b>

${isTooLong ? 'Целиком за один раз не прочитать: тут больше 40 000 знаков. ' : ''}Напишите, с какого времени записи по какое читать, скажем «0:30–2:15». Время стоит у абзацев в DOCX и PDF, вся запись — ${timeInRecording(seconds)}.`,
    readAll: '📄 Целиком',
    choosePart: '✂️ Только часть',
    noTimes: html`Не вижу времени. Напишите, скажем, «0:30–2:15».`,
    nothingSaid: html`На этом отрезке ничего не сказано. Выберите другой.`,
    partTooLong: html`И это больше 40 000 знаков. Возьмите отрезок покороче.`,
    confirmTranscript: (
      { part, characters }: { part?: Part; characters: number },
      seconds: number,
      price: CentiCredits,
    ) =>
      html`🔊 <b>Озвучить расшифровку</b>${part ? `, ${stretch(part)}` : ''}

${characters} ${russianPlural(characters, 'знак', 'знака', 'знаков')}, звучание около ${timeInRecording(seconds)}.

Цена: <b>${creditsText(price, 'ru')}</b>`,
    gone: html`Этого уже нет.`,
    confirm: (characters: number, seconds: number, price: CentiCredits) =>
      html`🔊 <b>Озвучить текст</b>

${characters} ${russianPlural(characters, 'знак', 'знака', 'знаков')}, звучание около ${lengthText(seconds)}.
Можно дописать: пришлите продолжение сообщением.

Цена: <b>${creditsText(price, 'ru')}</b>`,
    confirmFile: (name: string | null, characters: number, seconds: number, price: CentiCredits) =>
      html`🔊 <b>Озвучить файл</b>${name && ` ${name}`}

${characters} ${russianPlural(characters, 'знак', 'знака', 'знаков')}, звучание около ${lengthText(seconds)}.

Цена: <b>${creditsText(price, 'ru')}</b>`,
    promise: 'Не получится — кредиты вернутся. Прочитает нейросеть, и голос её, не чей-то.',
    start: '🔊 Озвучить',
    voice: (voice: Voice, isChosen: boolean) => `${chosen(isChosen)}${VOICE_NAMES.ru[voice]}`,
    speed: (speed: SpeechSpeed, isChosen: boolean) => `${isChosen ? '✓' : ''}${SPEEDS.ru(speed)}`, // four in a row: no room for a space
    listen: '🎧 Послушать голос, бесплатно',
    sampling: html`Сейчас пришлю голос.`,
    sampleOf: (voice: Voice, speed: SpeechSpeed) => html`${VOICE_NAMES.ru[voice]}, ${SPEEDS.ru(speed)}`,
    noFreeSample: html`Этот голос на этом языке и с этой скоростью ещё никто не слушал, а бесплатное для всех на сегодня кончилось. Ничего не списано. Попробуйте завтра.`,
    noSample: html`Голос сейчас не послушать: нейросеть не отвечает. Ничего не списано. Попробуйте через несколько минут.`,
    heardEnough: (aDay: number) =>
      html`Сегодня вы уже послушали голоса ${aDay} раз. Завтра можно снова, а заказать — прямо сейчас.`,
    what: (source: SpeechSource) =>
      source.kind === 'typed'
        ? beginning(source.text)
        : source.kind === 'file'
          ? (source.name ?? 'текст')
          : `расшифровка${source.part ? `, ${stretch(source.part)}` : ''}`,
    document: 'документ',
    voiceFile: 'озвучка.ogg',
    mp3File: 'озвучка.mp3',
    caption: (title: string) => html`🔊 ${title}`,
    asMp3: '🎵 Прислать как MP3',
    another: '🔊 Другой текст',
  },
  en: {
    ...readingTexts.en,
    back: '‹ Another text',
    ask: (perPart: CentiCredits) =>
      html`🔊 <b>Read a text aloud</b>

Send a text as a message or as a file, DOCX, PDF or TXT, and I’ll read it aloud. You choose voice and speed in the next step.

${creditsText(perPart, 'en')} per 500 characters, rounded up.`,
    noWords: html`There are no words to read. Send a text.`,
    tooLong: html`That’s over 10,000 characters. Send such a text as a file.`,
    askPart: (seconds: number, isTooLong: boolean) =>
      html`✂️ <b>What shall I read?</b>

${isTooLong ? 'All of it is too much at once: over 40,000 characters. ' : ''}Write from what time of the recording to what time, say “0:30–2:15”. DOCX and PDF have the times at their paragraphs; the whole recording is ${timeInRecording(seconds)}.`,
    readAll: '📄 All of it',
    choosePart: '✂️ Only a part',
    noTimes: html`I see no time there. Write “0:30–2:15”, say.`,
    nothingSaid: html`Nothing is said in that stretch. Choose another one.`,
    partTooLong: html`That’s over 40,000 characters, too. Take a shorter stretch.`,
    confirmTranscript: (
      { part, characters }: { part?: Part; characters: number },
      seconds: number,
      price: CentiCredits,
    ) =>
      html`🔊 <b>Read the transcript aloud</b>${part ? `, ${stretch(part)}` : ''}

${characters} ${characters === 1 ? 'character' : 'characters'}, about ${timeInRecording(seconds)} of sound.

Price: <b>${creditsText(price, 'en')}</b>`,
    gone: html`That’s gone.`,
    confirm: (characters: number, seconds: number, price: CentiCredits) =>
      html`🔊 <b>Read a text aloud</b>

${characters} ${characters === 1 ? 'character' : 'characters'}, about ${lengthText(seconds)} of sound.
You can add to it: send the rest as a message.

Price: <b>${creditsText(price, 'en')}</b>`,
    confirmFile: (name: string | null, characters: number, seconds: number, price: CentiCredits) =>
      html`🔊 <b>Read a file aloud</b>${name && `: ${name}`}

${characters} ${characters === 1 ? 'character' : 'characters'}, about ${lengthText(seconds)} of sound.

Price: <b>${creditsText(price, 'en')}</b>`,
    promise: 'If it doesn’t work out, your credits come back. An AI model reads, and the voice is its own.',
    start: '🔊 Read aloud',
    voice: (voice: Voice, isChosen: boolean) => `${chosen(isChosen)}${VOICE_NAMES.en[voice]}`,
    speed: (speed: SpeechSpeed, isChosen: boolean) => `${isChosen ? '✓' : ''}${SPEEDS.en(speed)}`,
    listen: '🎧 Hear the voice, for free',
    sampling: html`I’ll send the voice in a moment.`,
    sampleOf: (voice: Voice, speed: SpeechSpeed) => html`${VOICE_NAMES.en[voice]}, ${SPEEDS.en(speed)}`,
    noFreeSample: html`Nobody has heard this voice in this language at this speed yet, and what’s free for everybody is used up for today. Nothing was charged. Please try tomorrow.`,
    noSample: html`The voice can’t be heard right now: the AI model isn’t responding. Nothing was charged. Please try again in a few minutes.`,
    heardEnough: (aDay: number) =>
      html`You’ve heard voices ${aDay} times today. You can again tomorrow, and order right now.`,
    what: (source: SpeechSource) =>
      source.kind === 'typed'
        ? beginning(source.text)
        : source.kind === 'file'
          ? (source.name ?? 'text')
          : `transcript${source.part ? `, ${stretch(source.part)}` : ''}`,
    document: 'document',
    voiceFile: 'speech.ogg',
    mp3File: 'speech.mp3',
    caption: (title: string) => html`🔊 ${title}`,
    asMp3: '🎵 Send as MP3',
    another: '🔊 Another text',
  },
});
