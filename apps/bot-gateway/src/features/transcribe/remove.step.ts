import { EXPORT_FORMATS } from '@aisha/domain';
import { exportKey, toReference } from '@aisha/storage';
import { callback, say, send } from '../../engine/conversation';
import { transcriptRemoval } from '../../orders/removals';
import { isDeletable } from '../../orders/shown-results';
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
  const messageIds = sent.filter((result) => isDeletable(result, now)).flatMap((result) => result.messageIds);
  return { orderId, messageIds };
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
      const { orderId, messageIds } = transcript;
      return {
        ...goTo(
          'list',
          { ...draft, opened: null },
          ...transcriptRemoval(orderId, userId).map((removal) => send(removal.message, removal.change)),
          ...(messageIds.length > 0 ? [say({ kind: 'delete', messageIds })] : []),
        ),
        notice: t.removed,
      };
    }),
    on(keep, (draft) => goTo('transcript', draft)),
  ],
});
