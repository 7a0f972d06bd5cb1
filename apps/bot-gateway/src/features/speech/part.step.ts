import { MAX_SPEECH_CHARACTERS, timeInRecording } from '@aisha/kinds';
import { callback, toMenu } from '../../engine/conversation';
import { isTaken, takePart, wholeOf } from './source';
import { chosen, goTo, loading, stay } from './speech.draft';
import { ChangedTranscripts } from '../../readers';

const readAll = callback('spk.all', {});
const back = callback('spk.part.back', {});

const { step, on, onText } = loading(async (readers, { source }, { person }) =>
  source?.kind === 'transcript' ? readers.of(ChangedTranscripts).find(person.userId, source.of) : null,
);

/** "From when to when?": which part of a transcript is read aloud. */
export const partStep = step({
  screen: (_, t, transcript) => {
    const home = [back.button(t.back, {}), toMenu.button(t.menu, {})];
    if (!transcript) return { text: t.gone, buttons: [home] };
    const isTooLong = transcript.content.length > MAX_SPEECH_CHARACTERS;
    return {
      text: t.askPart({ length: timeInRecording(transcript.duration), isTooLong }),
      buttons: [isTooLong ? [] : [readAll.button(t.readAll, {})], home],
    };
  },
  actions: [
    onText((draft, text, { t, data: transcript }) => {
      const source = transcript ? takePart(transcript, text, t) : t.gone;
      return isTaken(source) ? goTo('confirm', { ...draft, source }) : stay(draft, source);
    }),
    on(readAll, (draft, _, { data: transcript }) =>
      transcript ? goTo('confirm', { ...draft, source: wholeOf(transcript) }) : stay(draft),
    ),
    on(back, (draft) => goTo('text', chosen(draft))),
  ],
});
