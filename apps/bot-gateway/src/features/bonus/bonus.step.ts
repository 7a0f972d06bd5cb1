import { bonusTexts } from '@aisha/words';
import { flowKit, toMenu } from '../../engine/conversation';
import { openBalance } from '../balance/balance.callbacks';
import { openGift } from '../gift/gift.callbacks';
import { openInvite } from '../invite/invite.callbacks';
import { openCode } from './bonus.callbacks';

export const { step, on, onText, goTo, stay, flow } = flowKit<Record<never, never>, 'overview' | 'code'>()(bonusTexts);

/** Shows the ways to get credits without buying them, and to give credits away. */
export const bonusStep = step({
  screen: (_, t) => ({
    text: t.overview,
    buttons: [
      [openCode.button(t.enterCode, {})],
      [openInvite.button(t.invite, {})],
      [openGift.button(t.give, {})],
      [openBalance.button(t.balance, {}), toMenu.button(t.menu, {})],
    ],
  }),
  actions: [on(openCode, () => goTo('code', {}))],
});
