import { MAX_SPEECH_CHARACTERS, readable, saidBetween, TYPED_SPEECH_CHARACTERS } from '@aisha/kinds';
import type { Transcript } from '@aisha/kinds/tables';
import type { speechTexts } from '@aisha/words';
import type { Html } from '../../engine/conversation';
import { onTextFile } from '../../orders/sent-text/reading.step';
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
} from './speech.draft';

type Texts = (typeof speechTexts)['ru'];
/** What a voice can read. */
const WORDS = /[\p{L}\p{N}]/u;

/** A text for the draft, added to the one before: Telegram cuts a long one into several messages. Or why the bot refuses it. */
export function takeText(before: SpeechSource | undefined, text: string, t: Texts): SpeechSource | Html {
  const added = (before?.kind === 'typed' ? `${before.text}\n` : '') + text.replaceAll('\0', '');
  if (!WORDS.test(added)) return t.noWords;
  return added.length > TYPED_SPEECH_CHARACTERS ? t.tooLong : { kind: 'typed', text: added };
}

/** «12:00», «1:02:03»: as the files of a transcript have it. */
const TIME = /(?:(\d{1,2}):)?(\d{1,3}):(\d{2})/g;

/** «с 12:00 по 15:30» and «12:00–15:30»; from one time alone on to the end. Undefined without a time, or when it runs backwards. */
export function partIn(typed: string): Part | undefined {
  const [from, to = Infinity] = [...typed.matchAll(TIME)].map(
    ([, hours = 0, minutes, seconds]) => Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds),
  );
  return from !== undefined && from < to ? { from, to } : undefined;
}

type Told = Pick<Transcript, 'orderId' | 'content' | 'segments'>;

/** Takes all of a transcript for the draft. */
export const wholeOf = ({ orderId, content }: Told): SpeechSource => ({
  kind: 'transcript',
  of: orderId,
  characters: content.length,
});

/** A stretch of it whose times were typed, or why it is not read. */
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

/** A file, where a text is asked for and where its price is shown; anything else is no text. */
export const takingFiles = [
  onTextFile(SPEECH, chosen),
  ...[onPhoto, onVoice, onAudio, onVideo].map((on) => on((draft, _, { t }) => stay(draft, t.notText))),
];

/** Accepts the same sources, and a text that is typed. */
export const takingTexts = [
  onText((draft, text, { t }) => take(draft, takeText(draft.source, text, t))),
  ...takingFiles,
];
