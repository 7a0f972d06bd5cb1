import type { KindFixture } from '../order/kind-fixture';
import { Together } from './together.entity';

/** A picture of two people. */
export const TOGETHER_FIXTURE = {
  entity: Together,
  own: ({ orderId, state }, { newId }) => {
    const isDone = state === 'succeeded';
    return {
      avatarId: newId(),
      permissionIds: [newId()],
      people: 2,
      prompt: 'a picnic in the park',
      enhancedPrompt: isDone ? 'a picnic in the park, golden hour' : null,
      promptWriter: isDone ? 'model' : null,
      aspectRatio: '4:3',
      timedAs: '2',
      seed: 7,
      redrawn: 0,
      filePath: isDone ? `files:together/${orderId}.jpg` : null,
      clearedBy: isDone ? 'both' : null,
      bytes: isDone ? 300_000 : null,
      width: isDone ? 1184 : null,
      height: isDone ? 864 : null,
    };
  },
} satisfies KindFixture<Together>;
