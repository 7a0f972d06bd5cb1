import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import { FREE_FILES_A_DAY, MB, type SourceId } from '@aisha/domain';
import type { RecordingRefusal } from '@aisha/kinds';
import { incomingRecordingKey } from '@aisha/storage';
import type { transcribeTexts } from '@aisha/words';
import {
  type Effect,
  type Html,
  type IncomingFile,
  type Readers,
  send,
  type StepContext,
} from '../../../engine/conversation';
import { fetchFree } from '../../../free-files/fetch-free';
import type { FileBudget } from '../../../free-files/file-budget.store';
import { WorkSettings } from '../../../readers';
import { loading, type SentRecording, stay, type TranscribeDraft } from './transcribe.draft';

/** How many recordings of one person are measured without charge. */
export const RECORDINGS: FileBudget = { atOnce: 3, aDay: FREE_FILES_A_DAY.recordings };
/** How many of a person's recordings may come from links in a day. */
export const LINKS: FileBudget = { aDay: FREE_FILES_A_DAY.links };

/**
 * Matches the endings of recordings' names. An ending decides whether a link, or a document whose type Telegram does not know, may be a
 * recording.
 */
const EXTENSION =
  /\.(3gp|aac|ac3|aiff?|amr|ape|au|avi|caf|flac|flv|m4a|m4v|mka|mkv|mov|mp[234]|mpe?g|mpga|oga|ogg|opus|ts|vob|wav|webm|wma|wmv|wv)$/i;
const OF_NO_TYPE = ['application/octet-stream', 'application/ogg', 'application/mp4', 'application/x-matroska'];

/** Whether a document may be a recording, judged by its type and name. The transcriber decides by the content once the file is fetched. */
export const soundsLikeRecording = ({ mimeType, name }: IncomingFile): boolean =>
  mimeType === null || OF_NO_TYPE.includes(mimeType) ? EXTENSION.test(name ?? '') : /^(audio|video)\//.test(mimeType);

/** Whether a file is certainly no recording, so that it is not fetched. */
const isOtherwise = ({ mimeType }: IncomingFile): boolean =>
  /^(image|text)\/|^application\/(pdf|zip|msword|rtf|json|vnd\.)/.test(mimeType ?? '');

/** How large a recording may be, in MB, in the chat and behind a link. */
interface FileBounds {
  readonly chatMb: number;
  readonly linkMb: number;
  readonly hasLargerLinks: boolean;
}

export const boundsOf = (readers: Readers): FileBounds => {
  const { TELEGRAM_FILE_MB: chatMb, LINK_FILE_MB: linkMb } = readers.settings(WorkSettings);
  return { chatMb, linkMb, hasLargerLinks: linkMb > chatMb };
};

/** Takes a recording into the draft, or returns the reason why the bot does not even fetch it. */
export function takeRecording(
  file: IncomingFile,
  t: (typeof transcribeTexts)['ru'],
  bounds: FileBounds,
): SentRecording | Html {
  if (isOtherwise(file)) return t.notAudio;
  if ((file.bytes ?? 0) > bounds.chatMb * MB) return t.tooLarge(bounds);
  return { fileId: file.fileId, messageId: file.messageId };
}
export const isTaken = (taken: SentRecording | Html): taken is SentRecording => 'messageId' in taken;

/** Whether an address ends like the name of a recording. Where the bot asks for a recording, it tries any address. */
export const leadsToRecording = (link: string): boolean => EXTENSION.test(new URL(link).pathname);
export const takeLink = (link: string, { typedAs = 0 }: Pick<StepContext, 'typedAs'>): SentRecording => ({
  link,
  messageId: typedAs,
});

/**
 * A draft whose recording is being measured, with the effect that fetches the file. Each attempt has an id of its own, and fetches the file
 * anew.
 */
export function listening(
  file: SentRecording,
  next: readonly SentRecording[],
  { person: { userId }, newId }: Pick<StepContext, 'person' | 'newId'>,
): { readonly draft: TranscribeDraft; readonly effect: Effect } {
  const sourceId = newId<SourceId>();
  const refused = (refusal: RecordingRefusal) =>
    message(botGatewayInbox, 'show-recording', { userId, sourceId, measured: null, refusal });
  const effect =
    file.link === undefined
      ? fetchFree({
          userId,
          fileId: file.fileId,
          countedFor: sourceId,
          target: incomingRecordingKey(userId, sourceId),
          countedAs: 'recordings',
          onStored: message(transcriberInbox, 'measure-recording', { userId, sourceId }),
          refused,
          storageFull: refused('storage-full'),
        })
      : send(message(botGatewayInbox, 'fetch-recording', { userId, sourceId, link: file.link }));
  return { draft: { file, sourceId, next }, effect };
}

/** How many recordings may wait in a draft. Ten are a day's meetings; there is a limit because each message writes the whole draft. */
const WAITING_AT_MOST = 10;

const { onVoice, onAudio, onVideo, onFile } = loading(async (readers) => boundsOf(readers));

interface Context {
  readonly t: (typeof transcribeTexts)['ru'];
  readonly data: FileBounds;
}

/** Adds a recording to a draft whose present recording is being measured or offered; the new recording waits for its turn. */
const takeNext = (draft: TranscribeDraft, file: IncomingFile, { t, data }: Context) => {
  const taken = takeRecording(file, t, data);
  return isTaken(taken) ? wait(draft, taken, t) : stay(draft, taken);
};

export const wait = (draft: TranscribeDraft, taken: SentRecording, t: Context['t']) => {
  const { next = [] } = draft;
  return next.length < WAITING_AT_MOST
    ? stay({ ...draft, next: [...next, taken] }, t.oneMore)
    : stay(draft, t.enough({ waiting: next.length }));
};

export const takingMore = [onVoice(takeNext), onAudio(takeNext), onVideo(takeNext), onFile(takeNext)];
