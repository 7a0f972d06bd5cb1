import { TRAINING_PRESET_NAMES, TRAINING_PRESETS, trainingItem } from '@aisha/domain';
import { callback, oneOf, toMenu } from '../conversation';
import { goTo, loading } from './new-avatar.draft';

const pickPreset = callback('new.preset', { preset: oneOf(TRAINING_PRESET_NAMES) });
const back = callback('new.preset.back', {});

const { step, on } = loading(async (readers, _, { person, now }) => ({
  balance: await readers.balances.of(person.userId),
  prices: await Promise.all(
    TRAINING_PRESET_NAMES.map(async (preset) => ({
      preset,
      price: (await readers.prices.quote(trainingItem(preset), 1, now)).total,
    })),
  ),
}));

/** "How thoroughly?" Steps are price and time; both are shown. */
export const presetStep = step({
  screen: (_, t, { balance, prices }) => ({
    text: t.choosePreset(balance.available),
    buttons: [
      ...prices.map(({ preset, price }) => [
        pickPreset.button(t.preset(preset, price, TRAINING_PRESETS[preset].aboutMinutes), { preset }),
      ]),
      [back.button(t.back, {}), toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    on(pickPreset, (draft, { preset }) => goTo('confirm', { ...draft, preset })),
    on(back, (draft) => goTo('photos', draft)),
  ],
});
