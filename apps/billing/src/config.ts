import { WithFreeSpeech, WithWelcomeCredits } from '@aisha/orders/config';
import { DatabaseAppConfig, IntField } from '@aisha/platform';

export class BillingConfig extends WithFreeSpeech(WithWelcomeCredits(DatabaseAppConfig)) {
  /** Orders one person may have under way at once. */
  @IntField(1, 1_000) MAX_OPEN_ORDERS = 10;
}
