import { STOREYS, toMenu } from '../../engine/conversation';
import { openStorey } from './menu.callbacks';
import { step } from './menu.draft';

/** The storeys of the menu, for who has a draft on the first screen. */
export const storeysStep = step({
  screen: (_, t) => ({
    text: t.menu,
    buttons: [
      ...STOREYS.map((storey) => [openStorey.button(t.storey({ storey }), { storey })]),
      [toMenu.button(t.back, {})],
    ],
  }),
  actions: [],
});
