import { UPSCALE_SIZES } from '@aisha/kinds';
import { callback, oneOf } from '../../engine/conversation';
import { offered, offerScreen, readOffer } from '../../orders/offer';
import { acceptOffer } from '../../orders/place-order';
import { inPixels, sizesOf, upscaleTo } from './sizes';
import { goTo, loading, on, stay } from './upscale.draft';
import { upscaleOrder } from './upscale.order';

const begin = callback('ups.start', {});
const back = callback('ups.back', {});

const pickSize = callback('ups.size', { size: oneOf(UPSCALE_SIZES) });

const { step } = loading(async (readers, draft, moment) => {
  const sizes = sizesOf(draft.picture);
  const chosen = sizes.find(({ size }) => size === draft.size) ?? sizes[0] ?? null;
  const size = chosen?.size ?? '2k';
  return { sizes, chosen, ...(await readOffer(readers, moment, upscaleTo(size))) };
});

/** Asks "How large?", and shows the price and the button that orders the upscale. */
export const confirmStep = step({
  enter: (draft, context) => {
    const { chosen } = context.data;
    return offered({ ...draft, ...(chosen && { size: chosen.size }) }, context);
  },
  screen: (draft, t, data) =>
    offerScreen({
      draft,
      data,
      words: (price) => t.confirm({ longestSide: data.chosen?.longestSide ?? null, price }),
      promise: t.promise,
      accept: begin.button(t.start, {}),
      choices:
        data.sizes.length > 1
          ? [
              data.sizes.map(({ size, longestSide }) =>
                pickSize.button(t.size({ size: inPixels(longestSide), isChosen: size === data.chosen?.size }), {
                  size,
                }),
              ),
            ]
          : [],
      back: back.button(t.back, {}),
    }),
  actions: [
    on(begin, (draft, _, context) => {
      const { from, picture, size } = draft;
      const chosen = sizesOf(picture).find((offered) => offered.size === size);
      if (!from || !picture || !size || !chosen) return goTo('picture', draft);
      const input = { kind: 'picture', orderId: from, pictureId: picture.id } as const;
      return acceptOffer({
        step: 'confirm',
        draft,
        context,
        view: upscaleOrder,
        order: () => ({
          what: context.t.what({ size: inPixels(chosen.longestSide) }),
          start: { input, size },
        }),
      });
    }),
    on(pickSize, (draft, { size }) => (draft.size === size ? stay(draft) : goTo('confirm', { ...draft, size }))),
    on(back, (draft) => goTo('picture', draft)),
  ],
});
