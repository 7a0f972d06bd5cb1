import { ReferralReader } from '@aisha/database/billing';
import { bonusTexts } from '@aisha/words';
import { flowKit, toMenu } from '../../engine/conversation';
import { openBalance } from '../../callbacks/balance.callbacks';
import { openGift } from '../../callbacks/gift.callbacks';
import { openInvite } from '../../callbacks/invite.callbacks';
import { openCode } from '../../callbacks/bonus.callbacks';

export const { step, loading, on, onText, goTo, stay, flow } = flowKit<Record<never, never>, 'overview' | 'code'>()(
  bonusTexts,
);

const overview = loading(async (readers, _, { person, now }) => {
  const { picture, purchase } = await readers.of(ReferralReader).next(person.userId, now);
  const [isForBoth, isForAny] = [
    purchase.inviter > 0n && purchase.friend > 0n,
    purchase.inviter + purchase.friend > 0n,
  ];
  return picture ? (isForBoth ? 'both' : 'picture') : isForAny ? 'purchase' : null;
});

/** Shows the ways to get credits without buying them, and to give credits away. */
export const bonusStep = overview.step({
  screen: (_, t, friends) => ({
    text: t.overview({ friends }),
    buttons: [
      [openCode.button(t.enterCode, {})],
      [openInvite.button(t.invite, {})],
      [openGift.button(t.give, {})],
      [openBalance.button(t.balance, {}), toMenu.button(t.menu, {})],
    ],
  }),
  actions: [on(openCode, () => goTo('code', {}))],
});
