import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { giftIn, type GiftId, type UserId } from '@aisha/domain';
import { giftTexts, inEveryLanguage } from '@aisha/words';
import { answer, feature, onButton, onCommand, open, send, type Effect } from '../../engine/conversation';
import { openGift, takeBackGift } from './gift.callbacks';
import { confirmStep, flow, sizeStep } from './gift.step';

const giftFlow = flow({
  name: 'gift',
  version: 1,
  first: 'size',
  begin: () => ({}),
  steps: { size: sizeStep, confirm: confirmStep },
});

const opening = (giftId: GiftId, userId: UserId): Effect =>
  send(message(billingInbox, 'open-gift', { giftId, userId }));

/** Bought credits that a person gives to whoever opens a link first. */
export const giftFeature = feature({
  flows: [giftFlow],
  actions: [
    onCommand(
      'gift',
      inEveryLanguage(giftTexts, (t) => t.commandGift),
      () => open(giftFlow),
    ),
    onButton(openGift, () => open(giftFlow)),
    onButton(takeBackGift, ({ giftId }, { person }) =>
      answer(giftTexts[person.language].takingBack, opening(giftId, person.userId)),
    ),
  ],
});

/** What a gift's link has billing do; nothing for any other link. */
export function openedGift(given: string, userId: UserId): Effect[] {
  const giftId = giftIn(given);
  return giftId ? [opening(giftId, userId)] : [];
}
