import { message } from '@aisha/contracts';
import { botGatewayInbox, type SizedText } from '@aisha/contracts/bot-gateway';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import { FREE_FILES_A_DAY, MAX_FILE_BYTES, type TextId } from '@aisha/domain';
import type { TextRefusal, TextUse } from '@aisha/kinds';
import { incomingTextKey } from '@aisha/storage';
import type { DraftKey, Effect, Html, IncomingFile, StepContext } from '../../engine/conversation';
import { fetchFree } from '../../free-files/fetch-free';
import type { sentTextTexts } from '@aisha/words';
import type { FileBudget } from '../../free-files/file-budget.store';

/** How many files of a person the bot reads. */
export const TEXTS: FileBudget = { atOnce: 2, aDay: FREE_FILES_A_DAY.texts };

/** A file with a text, which is stored at Telegram or with us. */
export interface SentFile {
  readonly fileId: string;
  readonly name: string | null;
  /** The person's message with the file. */
  readonly messageId: number;
}

/** The part of a draft that says which file's text the conversation is about. */
export interface TextDraft {
  /** The file that is being read, has been read, or was refused. */
  readonly file?: SentFile;
  /** The id of one attempt to read the file, under which the text is stored. */
  readonly textId?: TextId;
  /** The size and language that the transcriber found. */
  readonly read?: SizedText;
  readonly refusal?: TextRefusal;
}

/** The key of the draft about one sent file. The flow has the name of the text's use. */
export const keyOf = (usedFor: TextUse, textId: TextId): DraftKey => ({ flow: usedFor, about: textId });

/** The endings of texts' names, for a file whose type Telegram does not know. */
const EXTENSION = /\.(txt|md|markdown|docx?|pdf|rtf|odt)$/i;
const TYPE =
  /^text\/|^application\/(pdf|rtf|msword|vnd\.oasis\.opendocument\.text|vnd\.openxmlformats-officedocument\.wordprocessingml)/;

/** Whether a file is likely sent for its text. The content shows what it really is, once it is fetched. */
export const looksLikeText = ({ mimeType, name }: IncomingFile): boolean =>
  mimeType === null || mimeType === 'application/octet-stream' ? EXTENSION.test(name ?? '') : TYPE.test(mimeType);

/** Takes a file into the draft, or returns the reason why the bot does not even fetch it. */
export function takeFile(
  { mimeType, bytes, fileId, name, messageId }: IncomingFile,
  t: (typeof sentTextTexts)['ru'],
): SentFile | Html {
  if (/^(image|audio|video)\//.test(mimeType ?? '')) return t.notText;
  if ((bytes ?? 0) > MAX_FILE_BYTES) return t.tooLarge;
  return { fileId, name, messageId };
}
export const isTaken = (taken: SentFile | Html): taken is SentFile => 'fileId' in taken;

/**
 * A draft whose file is being read, with the effect that fetches the file. Each attempt has an id of its own, and fetches the file anew.
 */
export function reading(
  usedFor: TextUse,
  file: SentFile,
  { person: { userId }, newId }: Pick<StepContext, 'person' | 'newId'>,
): { readonly draft: Required<Pick<TextDraft, 'file' | 'textId'>>; readonly effect: Effect } {
  const textId = newId<TextId>();
  const refused = (refusal: TextRefusal) =>
    message(botGatewayInbox, 'show-text', { userId, textId, usedFor, text: null, refusal });
  const effect = fetchFree({
    userId,
    fileId: file.fileId,
    countedFor: textId,
    target: incomingTextKey(userId, textId),
    countedAs: 'texts',
    onStored: message(transcriberInbox, 'read-text', { userId, textId, usedFor }),
    refused,
  });
  return { draft: { file, textId }, effect };
}
