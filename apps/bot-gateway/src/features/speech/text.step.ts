import { MAX_SPEECH_CHARACTERS, readable, saidBetween, TYPED_SPEECH_CHARACTERS, timeInRecording } from '@aisha/kinds';
import type { Transcript } from '@aisha/kinds/tables';
import { type speechTexts, said } from '@aisha/words';
import { type Html, type StepContext, toMenu, callback } from '../../engine/conversation';
import { onTextFile, againRow, onAgain } from '../../orders/sent-text/reading.step';
import {
  chosen,
  goTo,
  onAudio,
  onPhoto,
  onText,
  onVideo,
  onVoice,
  type Part,
  SPEECH,
  type SpeechDraft,
  type SpeechSource,
  stay,
  loading,
} from './speech.draft';
import { PriceReader } from '@aisha/database/billing';
import { ChangedTranscripts } from '../../readers';

type Texts = (typeof speechTexts)['ru'];
/** Matches a letter or a digit. A text that has none cannot be read aloud. */
const WORDS = /[\p{L}\p{N}]/u;

/**
 * Adds a typed text to the one before it, because Telegram cuts a long text into several messages. When the person edits the last message,
 * its new words take the place of the old ones. Returns the reason if the bot refuses the text.
 */
export function takeText(
  before: SpeechSource | undefined,
  text: string,
  t: Texts,
  { typedAs, isEdited = false }: Pick<StepContext, 'typedAs' | 'isEdited'>,
): SpeechSource | Html {
  const typed = before?.kind === 'typed' ? before : undefined;
  const isReplaced = isEdited && typed?.lastOf === typedAs;
  const kept = isReplaced ? typed?.text.slice(0, typed.lastFrom ?? 0) : typed && `${typed.text}\n`;
  const added = (kept ?? '') + text.replaceAll('\0', '');
  if (!WORDS.test(added)) return t.noWords;
  if (added.length > TYPED_SPEECH_CHARACTERS) return t.tooLong;
  return {
    kind: 'typed',
    text: added,
    ...(kept && { lastFrom: kept.length }),
    ...(typedAs !== undefined && { lastOf: typedAs }),
  };
}

/** Matches a time as the files of a transcript write it: «12:00», «1:02:03». */
const TIME = /(?:(\d{1,2}):)?(\d{1,3}):(\d{2})/g;

/**
 * The stretch that a person typed, such as «с 12:00 по 15:30» or «12:00–15:30»; with a single time it lasts to the end. Undefined when
 * there is no time, or when the end lies before the beginning.
 */
function partIn(typed: string): Part | undefined {
  const [from, to = Infinity] = [...typed.matchAll(TIME)].map(
    ([, hours = 0, minutes, seconds]) => Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds),
  );
  return from !== undefined && from < to ? { from, to } : undefined;
}

type Told = Pick<Transcript, 'orderId' | 'content' | 'segments'>;

/** The whole transcript as the text to be read aloud. */
export const wholeOf = ({ orderId, content }: Told): SpeechSource => ({
  kind: 'transcript',
  of: orderId,
  characters: content.length,
});

/**
 * The part of a transcript between the times that the person typed, as the text to be read aloud; or the reason why it cannot be read aloud.
 */
export function takePart({ orderId, segments }: Told, typed: string, t: Texts): SpeechSource | Html {
  const asked = partIn(typed);
  if (!asked) return t.noTimes;
  const part = { from: asked.from, to: Math.min(asked.to, Math.ceil(segments.at(-1)?.endsAt ?? 0)) };
  const { length: characters } = readable(saidBetween(segments, part.from, part.to));
  if (characters === 0) return t.nothingSaid;
  return characters > MAX_SPEECH_CHARACTERS ? t.partTooLong : { kind: 'transcript', of: orderId, part, characters };
}

export const isTaken = (taken: SpeechSource | Html): taken is SpeechSource => 'kind' in taken;

const take = (draft: SpeechDraft, source: SpeechSource | Html) =>
  isTaken(source) ? goTo('confirm', { ...chosen(draft), source }) : stay(draft, source);

/**
 * The actions that take a file with a text. They are used where a text is asked for and where its price is shown. They refuse photos,
 * videos and sounds.
 */
export const takingFiles = [
  onTextFile(SPEECH, chosen),
  ...[onPhoto, onVoice, onAudio, onVideo].map((on) => on((draft, _, { t }) => stay(draft, t.notText))),
];

/** {@link takingFiles}, and an action that takes a typed text. */
const takingTexts = [
  onText((draft, text, context) => take(draft, takeText(draft.source, text, context.t, context))),
  ...takingFiles,
];

const { step } = loading(async (readers, _, { now }) => readers.of(PriceReader).quote('speech.part', 1, now));

/** Asks for a text, or says why the last file cannot be read aloud. */
export const textStep = step({
  screen: (draft, t, perPart) => ({
    text: draft.refusal ? t.refused({ why: said(t, draft.refusal) }) : t.ask({ perPart: perPart.total }),
    buttons: [...againRow(draft, t.again), [toMenu.button(t.menu, {})]],
  }),
  actions: [...takingTexts, onAgain(SPEECH, chosen)],
});

const readAll = callback('spk.all', {});
const backFromPart = callback('spk.part.back', {});

const {
  step: partKit,
  on: onPart,
  onText: onPartText,
} = loading(async (readers, { source }, { person }) =>
  source?.kind === 'transcript' ? readers.of(ChangedTranscripts).find(person.userId, source.of) : null,
);

/** Asks which part of a transcript is to be read aloud, by its times. */
export const partStep = partKit({
  screen: (_, t, transcript) => {
    const home = [backFromPart.button(t.back, {}), toMenu.button(t.menu, {})];
    if (!transcript) return { text: t.gone, buttons: [home] };
    const isTooLong = transcript.content.length > MAX_SPEECH_CHARACTERS;
    return {
      text: t.askPart({ length: timeInRecording(transcript.duration), isTooLong }),
      buttons: [isTooLong ? [] : [readAll.button(t.readAll, {})], home],
    };
  },
  actions: [
    onPartText((draft, text, { t, data: transcript }) => {
      const source = transcript ? takePart(transcript, text, t) : t.gone;
      return isTaken(source) ? goTo('confirm', { ...draft, source }) : stay(draft, source);
    }),
    onPart(readAll, (draft, _, { data: transcript }) =>
      transcript ? goTo('confirm', { ...draft, source: wholeOf(transcript) }) : stay(draft),
    ),
    onPart(backFromPart, (draft) => goTo('text', chosen(draft))),
  ],
});
