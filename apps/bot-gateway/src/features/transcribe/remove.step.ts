import { DeliveryReader } from '@aisha/database/bot';
import { callback } from '../../engine/conversation';
import { removal } from '../../orders/removals';
import { stillDeletable, takenFromChat } from '../../orders/shown-results';
import { goTo, loading } from './transcribe.draft';
import { ChangedTranscripts } from '../../readers';

const surely = callback('txt.remove.yes', {});
const keep = callback('txt.remove.no', {});

const { step, on } = loading(async (readers, { opened }, { person: { userId }, now }) => {
  const transcript = opened ? await readers.of(ChangedTranscripts).find(userId, opened) : null;
  if (!transcript) return null;
  const { orderId } = transcript;
  const sent = await readers.of(DeliveryReader).resultsOf(userId, orderId);
  return { orderId, inChat: stillDeletable(sent, now) };
});

/** "Delete it?" */
export const removeStep = step({
  screen: (_, t) => ({
    text: t.askRemove,
    buttons: [[surely.button(t.removeSurely, {}), keep.button(t.keep, {})]],
  }),
  actions: [
    on(surely, (draft, _, { person: { userId }, data: transcript, t }) => {
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
