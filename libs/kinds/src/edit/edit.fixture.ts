import type { KindFixture } from '../order/kind-fixture';
import { Edit } from './edit.entity';

/** A change of a delivered picture. */
export const EDIT_FIXTURE = {
  entity: Edit,
  own: ({ orderId, state }, { newId }) => {
    const isDone = state === 'succeeded';
    return {
      input: { kind: 'picture', orderId: newId(), pictureId: newId() },
      source: 'picture',
      change: 'убери очки',
      prompt: null,
      faces: null,
      avatarId: null,
      seed: 1,
      sourceUrl: null,
      originalPath: null,
      filePath: isDone ? `avatars:edits/${orderId}.jpg` : null,
      clearedBy: isDone ? 'both' : null,
      bytes: isDone ? 400_000 : null,
      width: isDone ? 1_024 : null,
      height: isDone ? 1_024 : null,
      faceDistance: null,
      isFaceLost: false,
      faceMeasuredAt: null,
    };
  },
} satisfies KindFixture<Edit>;
