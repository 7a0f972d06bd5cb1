import { TRAINING_PRESET_NAMES } from '@aisha/domain';
import { trainingItem } from '@aisha/kinds';
import { PriceReader, BalanceReader } from '@aisha/database/billing';
import { callback, oneOf, toMenu } from '../../../engine/conversation';
import { avatarOf, goTo, loading } from '../photos/new-avatar.draft';

const pickPreset = callback('new.preset', { preset: oneOf(TRAINING_PRESET_NAMES) });
const back = callback('new.preset.back', {});

const { step, on } = loading(async (readers, _, { person, now }) => {
  const list = await readers.of(PriceReader).list(now);
  const prices = TRAINING_PRESET_NAMES.map((preset) => ({ preset, price: list[trainingItem(preset)] }));
  return { balance: await readers.of(BalanceReader).of(person.userId), prices };
});

/** Asks "How thoroughly?". More steps cost more credits and time, so each choice shows both. */
export const presetStep = step({
  screen: (draft, t, { balance, prices }) => ({
    text: t.choosePreset({ available: balance.available, type: avatarOf(draft).trainingType }),
    buttons: [
      ...prices.map(({ preset, price }) => [pickPreset.button(t.preset({ preset, price }), { preset })]),
      [back.button(t.back, {}), toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    on(pickPreset, (draft, { preset }) => goTo('confirm', { ...draft, preset })),
    on(back, (draft) => goTo('photos', draft)),
  ],
});
