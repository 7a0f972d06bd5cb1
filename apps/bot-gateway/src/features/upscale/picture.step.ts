import type { PictureId } from '@aisha/domain';
import { quoteFrom } from '@aisha/database/billing';
import { UPSCALE_SIZES } from '@aisha/kinds';
import { callback, count, id, oneOf, rowsOf, toMenu } from '../../engine/conversation';
import { offered, offerScreen, readOffer } from '../../orders/offer';
import { acceptOffer } from '../../orders/place-order';
import { chosen, picturesLeft, PICTURES_IN_A_ROW } from '../../orders/own-picture/own-picture';
import { inPixels, sizesOf, upscaleTo } from './sizes';
import { goTo, loading } from './upscale.draft';
import { upscaleOrder } from './upscale.order';

/**
 * The button carries the size and the price that are shown, so that a tap that arrives after the screen has changed orders nothing else.
 */
export const orderOne = callback('ups.of', { pictureId: id<PictureId>(), size: oneOf(UPSCALE_SIZES), price: count() });
const pickSize = callback('ups.of.size', { size: oneOf(UPSCALE_SIZES) });

const { step, on } = loading(async (readers, draft, moment) => {
  const found = await picturesLeft(readers, draft, moment);
  const pictures = found.map((picture) => ({
    ...chosen(picture),
    place: picture.position + 1,
    sizes: sizesOf(picture),
  }));
  // Pictures of a session differ in size. The label of a size names the longest side that any picture gets.
  const sizes = UPSCALE_SIZES.flatMap((size) => {
    const sides = pictures.flatMap((one) => one.sizes.filter((own) => own.size === size)).map((own) => own.longestSide);
    if (sides.length === 0) return [];
    const longestSide = Math.max(...sides);
    return [
      {
        size,
        longestSide,
        isAtMost: sides.some((side) => side < longestSide),
        isForAll: sides.length === pictures.length,
      },
    ];
  });
  const size = (sizes.find((one) => one.size === draft.size) ?? sizes[0])?.size ?? '2k';
  // A picture keeps its number when another one is deleted, because the result and the names of the files use the same number.
  const numbered: 'album' | 'gaps' | null =
    pictures.length < 2 ? null : found.every(({ position }, index) => position === index) ? 'album' : 'gaps';
  return { pictures, numbered, sizes, size, now: moment.now, ...(await readOffer(readers, moment, upscaleTo(size))) };
});

/**
 * Asks which of several pictures to enlarge. This step is also the offer: the button of a picture orders the enlargement of that picture at
 * the price shown. So one picture of an album takes no more taps than a lone picture.
 */
export const pictureStep = step({
  enter: (draft, context) => offered({ ...draft, size: context.data.size }, context),
  screen: (draft, t, data) => {
    const { pictures, sizes, size, prices, now } = data;
    if (pictures.length === 0) return { text: t.gone, buttons: [[toMenu.button(t.menu, {})]] };
    const shown = sizes.find((one) => one.size === size);
    const [other] = sizes.filter((one) => one.size !== size);
    return offerScreen({
      draft,
      data,
      words: (price) =>
        t.which({
          numbered: data.numbered,
          longestSide: shown?.longestSide ?? null,
          isAtMost: shown?.isAtMost ?? false,
          isForAll: shown?.isForAll ?? true,
          price,
        }),
      promise: t.promise,
      accept: (seen) =>
        rowsOf(
          pictures
            .filter((picture) => picture.sizes.some((one) => one.size === size))
            .map(({ id: pictureId, place }) => orderOne.button(t.picture({ place }), { pictureId, size, ...seen })),
          PICTURES_IN_A_ROW,
        ),
      choices: other
        ? [
            [
              pickSize.button(
                t.otherSize({
                  size: inPixels(other.longestSide),
                  isAtMost: other.isAtMost,
                  price: quoteFrom(prices, upscaleTo(other.size), now).total,
                }),
                { size: other.size },
              ),
            ],
          ]
        : [],
    });
  },
  actions: [
    on(orderOne, (draft, { pictureId, size, price }, context) => {
      const { from } = draft;
      const picture = context.data.pictures.find((one) => one.id === pictureId);
      const enlarged = picture?.sizes.find((one) => one.size === size);
      if (!from || !enlarged || size !== draft.size) return goTo('picture', draft);
      return acceptOffer({
        step: 'picture',
        draft,
        context,
        view: upscaleOrder,
        price,
        order: () => ({
          what: context.t.what({ size: inPixels(enlarged.longestSide) }),
          start: { input: { kind: 'picture' as const, orderId: from, pictureId }, size },
        }),
      });
    }),
    on(pickSize, (draft, { size }) => goTo('picture', { ...draft, size })),
  ],
});
