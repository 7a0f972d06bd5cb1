import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { CardReader, FileBudgetReader } from '@aisha/database/bot';
import { callback, finish, send, toMenu } from '../../engine/conversation';
import { cardKey } from '../../engine/cards/card';
import { ChangedAvatars } from '../../readers';
import { openErasure } from '../../callbacks/my-data.callbacks';
import { beginsExport, exportCard, isUnderWay, type ExportState } from '../my-data-export/export.card';
import { PART_MEGABYTES, wholeHoursUntil } from '../archives/archive-limits';
import { loading, stay } from './my-data.draft';

const begin = callback('mydata.yes', {});

const { step, on } = loading(async (readers, _, { person: { userId }, now }) => {
  const budget = await readers.of(FileBudgetReader).dataExports(userId, now);
  const last = (await readers.of(CardReader).state(userId, cardKey(exportCard, userId))) as ExportState | null;
  const avatars = await readers.of(ChangedAvatars).every(userId);
  return {
    againInMs: budget ? wholeHoursUntil(budget.until, now) : 0,
    isUnderWay: last !== null && isUnderWay(last, now),
    avatarIds: avatars.map(({ id }) => id),
  };
});

/** Says what the export contains, and begins it; a person may begin one export a day. */
export const exportStep = step({
  screen: (_, t, { againInMs, isUnderWay: isBusy }) => ({
    text: isBusy
      ? t.exportUnderWay
      : againInMs > 0
        ? t.exportTomorrow({ againInMs })
        : t.askExport({ partMegabytes: PART_MEGABYTES }),
    buttons: [
      ...(isBusy || againInMs > 0 ? [] : [[begin.button(t.exportNow, {})]]),
      [openErasure.button(t.eraseEverything, {})],
      [toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    on(begin, (draft, _, { person: { userId }, data, now, newId, t }) => {
      if (data.isUnderWay || data.againInMs > 0) return stay(draft);
      const exportId = newId<string>();
      const { avatarIds } = data;
      return finish(
        t.exportBegun,
        beginsExport(userId, exportId, now),
        send(message(botGatewayInbox, 'list-person', { userId, exportId, avatarIds })),
      );
    }),
  ],
});
