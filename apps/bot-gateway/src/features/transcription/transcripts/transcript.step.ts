import { message } from '@aisha/contracts';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import { transcriptTitle } from '@aisha/kinds';
import { isPrintable } from '@aisha/printing';
import { calendarFor, callback, dayText, moreButton, rowsOf, toMenu, send } from '../../../engine/conversation';
import { openDocument } from '../../../callbacks/document.callbacks';
import { askTranscript } from '../../../callbacks/question.callbacks';
import { openSpeechOf } from '../../../callbacks/speech.callbacks';
import { ChangedTranscripts } from '../../../readers';
import { removal } from '../../../orders/removals';
import { resultInChat, takenFromChat } from '../../../orders/shown-results';
import { goTo, loading, on, stay } from '../recording/transcribe.draft';
import { allFormats, factsOf, previewOf } from './transcription.order';

const formats = callback('txt.as.file', {});
const rename = callback('txt.rename', {});
const speakers = callback('txt.speakers', {});
const remove = callback('txt.remove', {});
const back = callback('txt.one.back', {});

/** How many characters of the text the screen shows: some ten lines on a phone. */
const PREVIEW = 600;
/** How many buttons of one or two words a phone shows side by side. */
const IN_A_ROW = 2;

const { step } = loading(async (readers, { opened }, { person }) => {
  const transcript = opened ? await readers.of(ChangedTranscripts).find(person.userId, opened) : null;
  return transcript && { ...transcript, calendar: await calendarFor(readers, person) };
});

/** Shows one transcript: its beginning, and what can be done with it. */
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
        [
          askTranscript.button(t.askIt, { transcriptId: orderId }),
          openDocument.button(t.makeDocument, { transcriptId: orderId }),
        ],
        [formats.button(t.asFile, {}), moreButton()],
        home,
      ],
      more: rowsOf(
        [
          openSpeechOf.button(t.aloud, { orderId }),
          ...(factsOf(transcript).speakers > 0 ? [speakers.button(t.speakers, {})] : []),
          rename.button(t.rename, {}),
          remove.button(t.remove, {}),
        ],
        IN_A_ROW,
      ),
    };
  },
  actions: [
    on(formats, (draft) => goTo('formats', draft)),
    on(rename, (draft) => goTo('rename', draft)),
    on(speakers, (draft) => goTo('speakers', draft)),
    on(remove, (draft) => goTo('remove', draft)),
    on(back, (draft) => goTo('list', draft)),
  ],
});

const backFromFormats = callback('txt.formats.back', {});

/**
 * Asks in which format to send the transcript. A tap sends the file and leaves the screen as it is, so that another file may be asked for.
 * PDF is not offered for a text whose letters its font lacks.
 */
export const formatsStep = step({
  screen: (_, t, transcript) => {
    const hasPdf = transcript !== null && isPrintable(transcript.content);
    return {
      text: transcript ? t.askFormat({ hasPdf }) : t.gone,
      buttons: [
        ...(transcript ? allFormats(transcript.orderId, { hasPdf }) : []),
        [backFromFormats.button(t.back, {}), toMenu.button(t.menu, {})],
      ],
    };
  },
  actions: [on(backFromFormats, (draft) => goTo('transcript', draft))],
});

const backFromName = callback('txt.rename.back', {});

const { step: renaming, onText: onTitle } = loading(async (readers, { opened }, { person: { userId } }) =>
  opened ? readers.of(ChangedTranscripts).find(userId, opened) : null,
);

/** Asks for a new title of the transcript. */
export const renameStep = renaming({
  screen: (_, t, transcript) => ({
    text: transcript ? t.askTitle({ title: transcript.title }) : t.gone,
    buttons: [[backFromName.button(t.back, {}), toMenu.button(t.menu, {})]],
  }),
  actions: [
    onTitle((draft, text, { person: { userId }, data: transcript, t }) => {
      if (!transcript) return goTo('list', draft);
      const title = transcriptTitle(text);
      if (!title) return stay(draft, t.badTitle);
      const { orderId } = transcript;
      return goTo(
        'transcript',
        draft,
        send(message(transcriberInbox, 'rename-transcript', { orderId, userId, title }), {
          change: 'renamed',
          setId: userId,
          itemId: orderId,
          name: title,
        }),
      );
    }),
    on(backFromName, (draft) => goTo('transcript', draft)),
  ],
});

const surely = callback('txt.remove.yes', {});
const keep = callback('txt.remove.no', {});

const { step: removing, on: onRemoving } = loading(async (readers, { opened }, context) => {
  const transcript = opened ? await readers.of(ChangedTranscripts).find(context.person.userId, opened) : null;
  if (!transcript) return null;
  const { orderId } = transcript;
  return { orderId, inChat: await resultInChat(readers, context, orderId) };
});

/**
 * Asks whether to delete the transcript. On a yes, its text and its files are deleted, and the messages that contain them as far as Telegram
 * still lets the bot delete them. The order stays for the history.
 */
export const removeStep = removing({
  screen: (_, t, transcript) => ({
    text: transcript ? t.askRemove : t.gone,
    buttons: [[...(transcript ? [surely.button(t.removeSurely, {})] : []), keep.button(t.keep, {})]],
  }),
  actions: [
    onRemoving(surely, (draft, _, { person: { userId }, data: transcript, t }) => {
      if (!transcript) return goTo('list', draft);
      const { orderId, inChat } = transcript;
      return {
        ...goTo(
          'list',
          { ...draft, opened: null },
          removal({ kind: 'transcription', orderId, userId }),
          ...takenFromChat(inChat),
        ),
        notice: t.removed,
      };
    }),
    on(keep, (draft) => goTo('transcript', draft)),
  ],
});
