import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { GiftReader } from '@aisha/database/billing';
import { giftTexts, inEveryLanguage } from '@aisha/words';
import { answer, feature, onButton, onCommand, open, send } from '../../engine/conversation';
import { openGift, takeBackGift } from '../../callbacks/gift.callbacks';
import { confirmStep, flow, sizeStep } from './gift.step';

const giftFlow = flow({
  name: 'gift',
  version: 1,
  first: 'size',
  begin: () => ({}),
  steps: { size: sizeStep, confirm: confirmStep },
});

/** Bought credits that a person gives away by a link; they go to the first person who opens it. */
export const giftFeature = feature({
  flows: [giftFlow],
  actions: [
    onCommand(
      'gift',
      inEveryLanguage(giftTexts, (t) => t.commandGift),
      () => open(giftFlow),
    ),
    onButton(openGift, () => open(giftFlow)),
    onButton(takeBackGift, async ({ giftId }, { person: { userId, language } }, readers) => {
      const t = giftTexts[language];
      const outcome = await readers.of(GiftReader).stateOf(userId, giftId);
      return outcome === 'open'
        ? answer(t.takingBack, send(message(billingInbox, 'open-gift', { giftId, userId })))
        : answer(t.over({ outcome }));
    }),
  ],
});
