import { MAX_FILE_BYTES } from '@aisha/domain';
import { callback, toMenu, type Html, type IncomingFile } from '../../engine/conversation';
import { goTo, loading, stay, type Recording } from './transcribe.draft';
import type { transcribeTexts } from './transcribe.texts';

const mine = callback('txt.mine', {});

/** Endings that speech models know; a voice message of Telegram's is Ogg. */
const EXTENSION = /\.(flac|m4a|mp3|mp4|mpeg|mpga|oga|ogg|wav|webm)$/i;

/** A recording for the draft, or the reason why the bot refuses it. A sound sent as a file has no length. */
export function takeRecording(file: IncomingFile, t: (typeof transcribeTexts)['ru']): Recording | Html {
  if (file.seconds === null) return file.mimeType?.startsWith('audio/') ? t.sendAsAudio : t.notAudio;
  if ((file.bytes ?? 0) > MAX_FILE_BYTES) return t.tooLarge;
  const extension = EXTENSION.exec(file.name ?? '')?.[1]?.toLowerCase() ?? 'ogg';
  return { fileId: file.fileId, seconds: file.seconds, extension };
}
export const isTaken = (taken: Recording | Html): taken is Recording => 'fileId' in taken;

const { step, on, onVoice, onAudio, onVideo, onFile, onText, onPhoto } = loading(async (readers, _, { now }) =>
  readers.prices.quote('transcription.minute', 1, now),
);

type Arguments = Parameters<Parameters<typeof onVoice>[0]>;
const take = (draft: Arguments[0], file: Arguments[1], { t }: Arguments[2]) => {
  const taken = takeRecording(file, t);
  return isTaken(taken) ? goTo('confirm', { ...draft, recording: taken }) : stay(draft, taken);
};

/** "Send a recording." */
export const recordingStep = step({
  screen: (_, t, perMinute) => ({
    text: t.ask(perMinute.total),
    buttons: [[mine.button(t.mine, {})], [toMenu.button(t.menu, {})]],
  }),
  actions: [
    onVoice(take),
    onAudio(take),
    onVideo(take),
    onFile(take),
    onPhoto((draft, _, { t }) => stay(draft, t.notAudio)),
    onText((draft, _, { t }) => stay(draft, t.notAudio)),
    on(mine, (draft) => goTo('list', { ...draft, before: null })),
  ],
});
