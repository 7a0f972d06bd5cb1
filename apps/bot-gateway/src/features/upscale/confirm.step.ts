import type { PictureId } from '@aisha/domain';
import { UPSCALE_SIZES } from '@aisha/kinds';
import { callback, count, id, type LoadContext, oneOf, optional, type Readers } from '../../engine/conversation';
import { offered, offerScreen, readOffer } from '../../orders/offer';
import { acceptOffer } from '../../orders/place-order';
import { picturesLeft } from '../../orders/own-picture/own-picture';
import { inPixels, sizesOf, upscaleTo } from './sizes';
import { goTo, loading, stay, type UpscaleDraft } from './upscale.draft';
import { upscaleOrder } from './upscale.order';

/**
 * The button carries the size and the price that are shown, so that a tap that arrives after the screen has changed orders nothing else.
 */
export const orderLone = callback('ups.start', {
  pictureId: optional(id<PictureId>()),
  size: oneOf(UPSCALE_SIZES),
  price: count(),
});
const back = callback('ups.back', {});

const pickSize = callback('ups.size', { size: oneOf(UPSCALE_SIZES) });

const readPrice = async (readers: Readers, draft: UpscaleDraft, moment: LoadContext) => {
  const sizes = sizesOf(draft.picture);
  const chosen = sizes.find(({ size }) => size === draft.size) ?? sizes[0] ?? null;
  const size = chosen?.size ?? '2k';
  return { sizes, chosen, size, ...(await readOffer(readers, moment, upscaleTo(size))) };
};

const { step, on } = loading(readPrice);
/** The data for the tap that orders, the only tap for which the bot reads whether the picture is still there. */
const { on: onOrder } = loading(async (readers, draft, moment) => {
  const left = await picturesLeft(readers, draft, moment);
  return { ...(await readPrice(readers, draft, moment)), isThere: left.some(({ id }) => id === draft.picture?.id) };
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
      accept: (seen) =>
        orderLone.button(t.start, { pictureId: draft.picture?.id ?? null, size: draft.size ?? data.size, ...seen }),
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
    onOrder(orderLone, (draft, { pictureId, size, price }, context) => {
      const { from, picture } = draft;
      const chosen = sizesOf(picture).find((offered) => offered.size === size);
      if (!from || !picture || !chosen || !context.data.isThere) return goTo('picture', draft);
      if (size !== draft.size || pictureId !== picture.id) return goTo('confirm', draft);
      const input = { kind: 'picture', orderId: from, pictureId: picture.id } as const;
      return acceptOffer({
        step: 'confirm',
        draft,
        context,
        view: upscaleOrder,
        price,
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
