import { MAX_FILE_BYTES, MAX_SPEECH_CHARACTERS, TYPED_SPEECH_CHARACTERS } from '@aisha/domain';
import type { Html, IncomingFile } from '../../engine/conversation';
import {
  goTo,
  onAudio,
  onFile,
  onPhoto,
  onText,
  onVideo,
  onVoice,
  stay,
  type SpeechDraft,
  type SpeechSource,
} from './speech.draft';
import type { speechTexts } from './speech.texts';

type Texts = (typeof speechTexts)['ru'];
const PLAIN_FILE = /\.(txt|md)$/i;
/** They have more bytes than characters: letters, pictures, where each word stands. */
const OFFICE_FILE = /\.(docx|pdf)$/i;
const OFFICE_TYPES = ['application/pdf', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'];
/** What a voice can read. */
const WORDS = /[\p{L}\p{N}]/u;

/** A text for the draft, added to the one before: Telegram cuts a long one into several messages. Or why the bot refuses it. */
export function takeText(before: SpeechSource | undefined, text: string, t: Texts): SpeechSource | Html {
  const added = (before?.kind === 'typed' ? `${before.text}\n` : '') + text.replaceAll('\0', '');
  if (!WORDS.test(added)) return t.noWords;
  return added.length > TYPED_SPEECH_CHARACTERS ? t.tooLong : { kind: 'typed', text: added };
}

/** A file with a text for the draft, or why the bot refuses it. What is really in it, is seen once it is paid. */
export function takeTextFile({ fileId, name, mimeType, bytes }: IncomingFile, t: Texts): SpeechSource | Html {
  const isPlain = mimeType === 'text/plain' || PLAIN_FILE.test(name ?? '');
  const isOffice = OFFICE_TYPES.includes(mimeType ?? '') || OFFICE_FILE.test(name ?? '');
  if (!isPlain && !isOffice) return t.notText;
  if (bytes === null || bytes > (isPlain ? MAX_SPEECH_CHARACTERS : MAX_FILE_BYTES)) return t.fileTooLarge(isPlain);
  return bytes === 0 ? t.noWords : { kind: 'file', fileId, bytes, name: name ?? t.fileName };
}

export const isTaken = (taken: SpeechSource | Html): taken is SpeechSource => 'kind' in taken;

const take = (draft: SpeechDraft, source: SpeechSource | Html) =>
  isTaken(source) ? goTo('confirm', { ...draft, source }) : stay(draft, source);

/** A text or a text file, where one is asked for and where its price is shown; anything else is no text. */
export const takingTexts = [
  onText((draft, text, { t }) => take(draft, takeText(draft.source, text, t))),
  onFile((draft, file, { t }) => take(draft, takeTextFile(file, t))),
  ...[onPhoto, onVoice, onAudio, onVideo].map((on) => on((draft, _, { t }) => stay(draft, t.notText))),
];
