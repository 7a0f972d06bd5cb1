import { DrawingPermissionReader } from '@aisha/database/bot';
import { TogetherReader } from '@aisha/kinds/tables';
import { inEveryLanguage, togetherTexts } from '@aisha/words';
import { albumOf } from '../../engine/deliveries/content';
import type { FileKindView } from '../../orders/file-kind';
import type { OrderKindView } from '../../orders/order-kind';
import { removal } from '../../orders/removals';
import { shareOfResult } from '../../orders/share-result.callback';
import { itsOrder } from '../../orders/shown-by';
import { moreOfResult } from '../../orders/unfold-result.callback';
import { openTogether } from '../../callbacks/permissions.callbacks';

const togetherFile: FileKindView = {
  words: inEveryLanguage(togetherTexts, (t) => ({ many: t.many, one: t.one, fileName: t.fileName })),
  as: 'picture',
  shownBy: itsOrder,
  uses: [],
  removal: ({ orderId }, userId) => removal({ kind: 'together', orderId, userId }),
};

/** How the bot shows and handles an order of a picture of several people. */
export const togetherOrder: OrderKindView<'together'> = {
  kind: 'together',
  title: inEveryLanguage(togetherTexts, (t) => t.one),
  shortTitle: inEveryLanguage(togetherTexts, (t) => t.one),
  preparing: inEveryLanguage(togetherTexts, (t) => t.preparing),
  files: { together: togetherFile },
  result: async (orderId, { readers, userId, language }) => {
    const picture = await readers.of(TogetherReader).find(userId, orderId);
    if (!picture?.filePath) return { contents: [] };
    return {
      contents: [albumOf([picture.filePath], togetherTexts[language].caption)],
      shows: async () => ({
        avatarIds: await readers.of(DrawingPermissionReader).avatarsIn(userId, orderId),
        areOthers: true,
      }),
    };
  },
  again: inEveryLanguage(togetherTexts, (t) => t.again),
  delivered: inEveryLanguage(togetherTexts, (t) => () => t.delivered),
  resultButtons: ({ orderId }, language) => [
    [openTogether.button(togetherTexts[language].other, {}), moreOfResult('together', orderId)],
  ],
  moreButtons: ({ orderId }, language) => [[shareOfResult('together', orderId, language)]],
  retryButtons: (_, language) => [[openTogether.button(togetherTexts[language].other, {})]],
};
