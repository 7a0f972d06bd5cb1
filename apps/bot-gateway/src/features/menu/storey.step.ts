import { toMenu, type Feature } from '../../engine/conversation';
import { loading } from './menu.draft';

/** What one storey of the menu lists. */
export const storeyStep = (features: readonly Feature[]) => {
  const entries = features.flatMap(({ menu = [] }) => menu).sort((one, other) => one.place - other.place);
  const { step } = loading((_, { storey = 'create' }, { person: { language } }) =>
    Promise.resolve({ storey, language }),
  );
  return step({
    screen: (_, t, { storey, language }) => ({
      text: t.storeyTitle({ storey }),
      buttons: [
        ...entries
          .filter((entry) => entry.storey === storey)
          .map(({ button, label }) => [button.button(label[language], {})]),
        [toMenu.button(t.back, {})],
      ],
    }),
    actions: [],
  });
};
