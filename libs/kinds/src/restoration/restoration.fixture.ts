import type { KindFixture } from '../order/kind-fixture';
import { Enhancement } from './enhancement.entity';

/** A restoration of a photo. */
export const RESTORATION_FIXTURE = {
  entity: Enhancement,
  own: ({ orderId, state }, { newId }) => {
    const file = (what: string) => (state === 'succeeded' ? `avatars:${what}/${orderId}.jpg` : null);
    return {
      photoId: newId(),
      scale: 'x2',
      sourceUrl: null,
      originalPath: file('originals'),
      filePath: file('restorations'),
      comparisonPath: file('comparisons'),
      width: null,
      height: null,
      bytes: state === 'succeeded' ? 700_000 : null,
    };
  },
} satisfies KindFixture<Enhancement>;
