import { message } from '@aisha/contracts';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import { transcriptTitle } from '@aisha/kinds';
import { callback, send, toMenu } from '../../engine/conversation';
import { goTo, loading, stay } from './transcribe.draft';
import { ChangedTranscripts } from '../../readers';

const back = callback('txt.rename.back', {});

const { step, on, onText } = loading(async (readers, { opened }, { person: { userId } }) =>
  opened ? readers.of(ChangedTranscripts).find(userId, opened) : null,
);

/** "What shall it be called?" */
export const renameStep = step({
  screen: (_, t, transcript) => ({
    text: transcript ? t.askTitle({ title: transcript.title }) : t.gone,
    buttons: [[back.button(t.back, {}), toMenu.button(t.menu, {})]],
  }),
  actions: [
    onText((draft, text, { person: { userId }, data: transcript, t }) => {
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
    on(back, (draft) => goTo('transcript', draft)),
  ],
});
