import { EXPORT_FORMATS } from '@aisha/domain';
import { exportKey, toReference } from '@aisha/storage';
import { callback, send } from '../../engine/conversation';
import { transcriptRemoval } from '../../orders/removals';
import { stillDeletable, takenFromChat } from '../../orders/shown-results';
import { goTo, loading } from './transcribe.draft';

const surely = callback('txt.remove.yes', {});
const keep = callback('txt.remove.no', {});

const { step, on } = loading(async (readers, { opened }, { person: { userId }, now }) => {
  const transcript = opened ? await readers.transcripts.find(userId, opened) : null;
  if (!transcript) return null;
  const { orderId, documentPath } = transcript;
  const files = [documentPath, ...EXPORT_FORMATS.map((format) => toReference(exportKey(userId, orderId, format)))];
  const sent = await readers.deliveries.showing(
    userId,
    files.map((filePath) => ({ orderId, filePath })),
    [],
  );
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
          ...transcriptRemoval(orderId, userId).map((removal) => send(removal.message, removal.change)),
          ...takenFromChat(inChat),
        ),
        notice: t.removed,
      };
    }),
    on(keep, (draft) => goTo('transcript', draft)),
  ],
});
