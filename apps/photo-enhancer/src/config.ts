import { WithOrders } from '@aisha/orders/config';
import { DatabaseAppConfig, IntField } from '@aisha/platform';
import { WithFal } from '@aisha/providers/fal';
import { WithStorage } from '@aisha/storage';

export class PhotoEnhancerConfig extends WithOrders(WithFal(WithStorage(DatabaseAppConfig))) {
  /** After this a submission has timed out. A photo usually takes 2–5 s, a cold start up to 90 s more (fal.md §2.6). */
  @IntField(1_000, 3_600_000) RESTORATION_TIMEOUT_MS = 300_000;

  /** Interval between two polls of an order at FAL without a callback. */
  @IntField(50, 600_000) RESTORATION_POLL_MS = 3_000;
}
