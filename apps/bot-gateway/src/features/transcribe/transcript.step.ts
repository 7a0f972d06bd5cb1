import { calendarFor, callback, dayText, toMenu } from '../../engine/conversation';
import { openDocument } from '../document/document.callbacks';
import { askTranscript } from '../question/question.callbacks';
import { openSpeechOf } from '../speech/speech.callbacks';
import { allFormats, factsOf, previewOf } from './transcription.order';
import { goTo, loading } from './transcribe.draft';
import { ChangedTranscripts } from '../../readers';

const rename = callback('txt.rename', {});
const speakers = callback('txt.speakers', {});
const remove = callback('txt.remove', {});
const back = callback('txt.one.back', {});

/** Characters of the text on the screen: some ten lines of a phone. */
const PREVIEW = 600;

const { step, on } = loading(async (readers, { opened }, { person }) => {
  const transcript = opened ? await readers.of(ChangedTranscripts).find(person.userId, opened) : null;
  return transcript && { ...transcript, calendar: await calendarFor(readers, person) };
});

/** One transcript: its beginning, every file it can become, its name, and its end. */
export const transcriptStep = step({
  screen: (_, t, transcript) => {
    const home = [back.button(t.toList, {}), toMenu.button(t.menu, {})];
    if (!transcript) return { text: t.gone, buttons: [home] };
    const { orderId, title, content, createdAt, calendar } = transcript;
    return {
      text: t.opened({
        title,
        date: dayText(createdAt, calendar),
        ...factsOf(transcript),
        preview: previewOf(content, PREVIEW),
      }),
      buttons: [
        ...allFormats(orderId),
        [openDocument.button(t.makeDocument, { transcriptId: orderId }), openSpeechOf.button(t.aloud, { orderId })],
        [
          askTranscript.button(t.askIt, { transcriptId: orderId }),
          ...(factsOf(transcript).speakers > 0 ? [speakers.button(t.speakers, {})] : []),
        ],
        [rename.button(t.rename, {}), remove.button(t.remove, {})],
        home,
      ],
    };
  },
  actions: [
    on(rename, (draft) => goTo('rename', draft)),
    on(speakers, (draft) => goTo('speakers', draft)),
    on(remove, (draft) => goTo('remove', draft)),
    on(back, (draft) => goTo('list', draft)),
  ],
});
