import { ASPECT_RATIOS } from '@aisha/domain';
import { callback, oneOf, toMenu } from '../../engine/conversation';
import { goTo, on, step } from './generate.draft';

const pickRatio = callback('gen.ratio', { aspectRatio: oneOf(ASPECT_RATIOS) });
const back = callback('gen.ratio.back', {});

/** "What shape?" Between the idea and the number. */
export const ratioStep = step({
  screen: (draft, t) => ({
    text: t.chooseRatio(draft.idea ?? ''),
    buttons: [
      ASPECT_RATIOS.slice(0, 3).map((aspectRatio) => pickRatio.button(t.ratio(aspectRatio), { aspectRatio })),
      ASPECT_RATIOS.slice(3).map((aspectRatio) => pickRatio.button(t.ratio(aspectRatio), { aspectRatio })),
      [back.button(t.back, {}), toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    on(pickRatio, (draft, { aspectRatio }) => goTo('count', { ...draft, aspectRatio })),
    on(back, (draft) => goTo('idea', draft)),
  ],
});
