import { TRAINING_TYPES } from '@aisha/domain';
import { trainingItem } from '@aisha/kinds';
import { PriceReader } from '@aisha/database/billing';
import { callback, oneOf, toMenu } from '../../engine/conversation';
import { keptPhotos } from './photos/incoming-photo';
import { goTo, loading, on } from './photos/new-avatar.draft';

const pickType = callback('new.type', { type: oneOf(TRAINING_TYPES) });

const { step } = loading(async (readers, _, { now }) => ({
  fastest: await readers.of(PriceReader).quote(trainingItem('fast'), 1, now),
}));

/** Asks "A face or a style?", with price and time. For a style the subject is not asked, because a style shows no person. */
export const typeStep = step({
  screen: (_, t, { fastest }) => ({
    text: t.chooseType({ fastest: fastest.total }),
    buttons: [TRAINING_TYPES.map((type) => pickType.button(t.type({ type }), { type })), [toMenu.button(t.menu, {})]],
  }),
  actions: [
    on(pickType, (draft, { type }) =>
      type === 'portrait'
        ? goTo('subject', { ...draft, trainingType: type })
        : goTo('name', { ...draft, trainingType: type, subject: 'other' }),
    ),
    ...keptPhotos,
  ],
});
