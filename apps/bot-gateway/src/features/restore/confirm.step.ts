import {
  automaticScale,
  RESTORATION_FACTOR,
  RESTORATION_SCALES,
  restorationItem,
  restorationScalesOf,
  type RestorationScale,
} from '@aisha/kinds';
import { callback, count, oneOf } from '../../engine/conversation';
import { offered, offerScreen, readOffer } from '../../orders/offer';
import { acceptOffer } from '../../orders/place-order';
import { onSentPhoto } from '../../orders/sent-photo/photo.step';
import { isKept } from '../../orders/sent-photo/sent-photo';
import { goTo, loading, on, RESTORE, stay, type RestoreDraft } from './restore.draft';
import { restorationOrder } from './restoration.order';

/** A size to which the photo can be enlarged, with its sides in pixels. */
interface Sized {
  readonly scale: RestorationScale;
  readonly width: number;
  readonly height: number;
}

const begin = callback('rst.start', { price: count() });
const another = callback('rst.other', {});
const pickScale = callback('rst.scale', { scale: oneOf(RESTORATION_SCALES) });

/** The sizes to which the photo can be enlarged. */
const scalesOf = ({ photo }: RestoreDraft): Sized[] =>
  photo
    ? restorationScalesOf(photo).map((scale) => {
        const factor = RESTORATION_FACTOR[scale];
        return { scale, width: photo.width * factor, height: photo.height * factor };
      })
    : [];

const { step } = loading(async (readers, draft, moment) => {
  const scales = scalesOf(draft);
  const automatic = draft.photo ? automaticScale(draft.photo) : 'x2';
  const chosen = scales.find(({ scale }) => scale === (draft.scale ?? automatic)) ?? scales[0] ?? null;
  const scale = chosen?.scale ?? automatic;
  const offering = { kind: 'restoration', item: restorationItem(scale), units: 1, like: scale } as const;
  return { scales, chosen, ...(await readOffer(readers, moment, offering)) };
});

/** Asks "How large?", and shows the price and the button that orders the photo. */
export const confirmStep = step({
  enter: (draft, context) => {
    const { chosen } = context.data;
    return offered({ ...draft, ...(chosen && { scale: chosen.scale }) }, context);
  },
  screen: (draft, t, data) =>
    offerScreen({
      draft,
      data,
      words: (price) =>
        t.confirm({
          faces: draft.photo?.faces ?? 1,
          width: data.chosen?.width,
          height: data.chosen?.height ?? 0,
          price,
        }),
      promise: t.promise,
      accept: (seen) => begin.button(t.start, seen),
      choices:
        data.scales.length > 1
          ? data.scales.map((one) => [
              pickScale.button(t.scale({ ...one, isChosen: one.scale === data.chosen?.scale }), { scale: one.scale }),
            ])
          : [],
      back: another.button(t.another, {}),
    }),
  actions: [
    on(begin, (draft, { price }, context) => {
      const { photoId, scale } = draft;
      if (!photoId || !scale) return goTo('photo', {});
      if (!isKept(photoId, context.now)) return goTo('photo', { refusal: 'deleted' });
      return acceptOffer({
        step: 'confirm',
        draft,
        context,
        price,
        view: restorationOrder,
        order: () => ({ what: context.t.what({ scale }), start: { photoId, scale } }),
      });
    }),
    on(pickScale, (draft, { scale }) => (draft.scale === scale ? stay(draft) : goTo('confirm', { ...draft, scale }))),
    on(another, () => goTo('photo', {})),
    ...onSentPhoto(RESTORE),
  ],
});
