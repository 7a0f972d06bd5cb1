import type { PictureId } from '@aisha/domain';
import { quoteFrom } from '@aisha/database/billing';
import { GenerationReader } from '@aisha/kinds/tables';
import { UPSCALE_SIZES, type UpscaleSize } from '@aisha/kinds';
import { callback, id, oneOf, rowsOf, toMenu } from '../../engine/conversation';
import { offered, offerScreen, readOffer } from '../../orders/offer';
import { acceptOffer } from '../../orders/place-order';
import { chosen } from '../../orders/own-picture/own-picture';
import { inPixels, sizesOf, upscaleTo } from './sizes';
import { goTo, loading } from './upscale.draft';
import { upscaleOrder } from './upscale.order';

/** How many buttons of two words a narrow phone shows side by side. */
const PICTURES_IN_A_ROW = 2;

/** The button carries the size whose price is shown, so that a hasty tap orders nothing at another price. */
const begin = callback('ups.of', { pictureId: id<PictureId>(), size: oneOf(UPSCALE_SIZES) });
const pickSize = callback('ups.of.size', { size: oneOf(UPSCALE_SIZES) });

const { step, on } = loading(async (readers, { from, size: wanted }, moment) => {
  const found = from && (await readers.of(GenerationReader).find(moment.person.userId, from));
  const pictures = (found?.pictures ?? []).map((picture) => ({
    ...chosen(picture),
    place: picture.position + 1,
    sizes: sizesOf(picture),
  }));
  // Pictures of a session differ in their sides. A size is named after the longest of them.
  const longestSide = (size: UpscaleSize): number | undefined => {
    const sides = pictures.flatMap(({ sizes }) => sizes.filter((one) => one.size === size));
    return sides.length > 0 ? Math.max(...sides.map((side) => side.longestSide)) : undefined;
  };
  const sizes = UPSCALE_SIZES.flatMap((size) => {
    const side = longestSide(size);
    return side ? [{ size, longestSide: side }] : [];
  });
  const size = (sizes.find((one) => one.size === wanted) ?? sizes[0])?.size ?? '2k';
  return { pictures, sizes, size, now: moment.now, ...(await readOffer(readers, moment, upscaleTo(size))) };
});

/**
 * Asks "Which one?" of several pictures. It is the offer as well: the button of a picture orders it at the price that is shown, so that
 * one of an album takes no more taps than a lone picture.
 */
export const pictureStep = step({
  enter: (draft, context) => offered({ ...draft, size: context.data.size }, context),
  screen: (draft, t, data) => {
    const { pictures, sizes, size, prices, now } = data;
    if (pictures.length === 0) return { text: t.gone, buttons: [[toMenu.button(t.menu, {})]] };
    const [other] = sizes.filter((one) => one.size !== size);
    return offerScreen({
      draft,
      data,
      words: (price) => t.which({ longestSide: sizes.find((one) => one.size === size)?.longestSide ?? null, price }),
      promise: t.promise,
      accept: rowsOf(
        pictures
          .filter((picture) => picture.sizes.some((one) => one.size === size))
          .map(({ id: pictureId, place }) => begin.button(t.picture({ place }), { pictureId, size })),
        PICTURES_IN_A_ROW,
      ),
      choices: other
        ? [
            [
              pickSize.button(
                t.otherSize({
                  size: inPixels(other.longestSide),
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
    on(begin, (draft, { pictureId, size }, context) => {
      const { from } = draft;
      const picture = context.data.pictures.find((one) => one.id === pictureId);
      const enlarged = picture?.sizes.find((one) => one.size === size);
      if (!from || !enlarged || size !== draft.size) return goTo('picture', draft);
      return acceptOffer({
        step: 'picture',
        draft,
        context,
        view: upscaleOrder,
        order: () => ({
          what: context.t.what({ size: inPixels(enlarged.longestSide) }),
          start: { input: { kind: 'picture' as const, orderId: from, pictureId }, size },
        }),
      });
    }),
    on(pickSize, (draft, { size }) => goTo('picture', { ...draft, size })),
  ],
});
