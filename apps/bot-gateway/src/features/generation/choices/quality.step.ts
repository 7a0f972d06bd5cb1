import { PICTURE_QUALITIES } from '@aisha/domain';
import { callback, oneOf, toMenu } from '../../../engine/conversation';
import { choicesOf } from './choices';
import { goTo, loading, ofAnySeed, on, stay } from './generate.draft';

const pickQuality = callback('gen.quality', { quality: oneOf(PICTURE_QUALITIES) });
const anySeed = callback('gen.seed.any', {});
const back = callback('gen.quality.back', {});

const { step } = loading((readers, draft, { person }) => choicesOf(readers, person.userId, draft));

/** The screen behind «⚙️ Ещё»: how long the avatar's model works on a picture, and a button that drops the seed of earlier pictures. */
export const qualityStep = step({
  screen: ({ seed }, t, { path, quality }) => ({
    text: t.howToDraw({ hasAvatar: path === 'model', seed: seed ?? null }),
    buttons: [
      ...(path === 'model'
        ? [
            PICTURE_QUALITIES.map((one) =>
              pickQuality.button(t.choice({ label: t.quality({ quality: one }), isChosen: one === quality }), {
                quality: one,
              }),
            ),
          ]
        : []),
      ...(seed === undefined ? [] : [[anySeed.button(t.anySeed, {})]]),
      [back.button(t.back, {}), toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    on(pickQuality, (draft, { quality }) => stay({ ...draft, quality })),
    on(anySeed, (draft) => stay(ofAnySeed(draft))),
    on(back, (draft) => goTo('offer', draft)),
  ],
});
