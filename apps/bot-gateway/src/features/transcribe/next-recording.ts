import type { IncomingFile } from '../../engine/conversation';
import { boundsOf, isTaken, takeRecording, type FileBounds } from './listen';
import { loading, stay, type SentRecording, type TranscribeDraft } from './transcribe.draft';
import type { transcribeTexts } from '@aisha/words';

/** Each message writes the whole draft with all recordings that wait in it. Ten are a day's meetings. */
const WAITING_AT_MOST = 10;

const { onVoice, onAudio, onVideo, onFile } = loading(async (readers) => boundsOf(readers));

interface Context {
  readonly t: (typeof transcribeTexts)['ru'];
  readonly data: FileBounds;
}

/** Takes in one more recording, beside one that is listened to or offered: it waits for its turn. */
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
