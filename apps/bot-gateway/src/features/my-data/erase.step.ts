import { BalanceReader } from '@aisha/database/billing';
import { callback, toMenu } from '../../engine/conversation';
import { openReturns } from '../../callbacks/returns.callbacks';
import { openExport } from '../../callbacks/my-data.callbacks';
import { goTo, loading } from './my-data.draft';

const goOn = callback('mydata.del.go', {});

const { step, on } = loading(async (readers, _, { person: { userId } }) => ({
  available: (await readers.of(BalanceReader).of(userId)).available,
}));

/** Says what is deleted and what stays when everything is deleted, and which credits are lost. */
export const eraseStep = step({
  screen: (_, t, { available }) => ({
    text: t.askErase({ credits: available, hasCredits: available > 0n }),
    buttons: [
      [goOn.button(t.eraseGoOn({ hasCredits: available > 0n }), {})],
      ...(available > 0n ? [[openReturns.button(t.starsBack, {})]] : []),
      [openExport.button(t.exportFirst, {})],
      [toMenu.button(t.keepEverything, {})],
    ],
  }),
  actions: [on(goOn, (draft, _, { newId }) => goTo('word', { ...draft, erasureId: newId<string>() }))],
});
