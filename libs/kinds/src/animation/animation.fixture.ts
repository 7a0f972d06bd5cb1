import type { KindFixture } from '../order/kind-fixture';
import { Animation } from './animation.entity';

/** A video of a delivered picture. */
export const ANIMATION_FIXTURE = {
  entity: Animation,
  own: ({ orderId, state }, { newId }) => {
    const isDone = state === 'succeeded';
    return {
      input: { kind: 'picture', orderId: newId(), pictureId: newId() },
      motion: 'alive',
      sourceUrl: null,
      filePath: isDone ? `files:animations/${orderId}.mp4` : null,
      clearedBy: isDone ? 'both' : null,
      bytes: isDone ? 2_000_000 : null,
      width: isDone ? 720 : null,
      height: isDone ? 720 : null,
      seconds: isDone ? 5 : null,
    };
  },
} satisfies KindFixture<Animation>;
