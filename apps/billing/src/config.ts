import { WithFreeSpeech, WithWelcomeCredits } from '@aisha/orders/config';
import { DatabaseAppConfig, IntField } from '@aisha/platform';

export class BillingConfig extends WithFreeSpeech(WithWelcomeCredits(DatabaseAppConfig)) {
  /** How many orders one person may have under way at once. */
  @IntField(1, 1_000) MAX_OPEN_ORDERS = 10;

  /**
   * How long billing waits after its start, in milliseconds, for settlements and orders that were held up; only then does it settle holds
   * without them.
   */
  @IntField(1_000, 3_600_000) SETTLEMENTS_ARRIVE_MS = 600_000;
}
