import type { KindFixture } from '../order/kind-fixture';
import { Upscale } from './upscale.entity';

/** An upscale of a delivered picture. */
export const UPSCALE_FIXTURE = {
  entity: Upscale,
  own: ({ orderId, state }, { newId }) => ({
    input: { kind: 'picture', orderId: newId(), pictureId: newId() },
    size: '2k',
    sourceUrl: null,
    filePath: state === 'succeeded' ? `files:upscales/${orderId}.jpg` : null,
    clearedBy: 'both',
    bytes: state === 'succeeded' ? 900_000 : null,
    width: null,
    height: null,
  }),
} satisfies KindFixture<Upscale>;
