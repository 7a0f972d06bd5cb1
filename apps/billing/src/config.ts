import { DatabaseAppConfig, IntField } from '@aisha/platform';

export class BillingConfig extends DatabaseAppConfig {
  /** The welcome credits of a new person, in whole credits. */
  @IntField(0, 1_000_000) WELCOME_CREDITS = 0;

  /** Orders one person may have under way at once. */
  @IntField(1, 1_000) MAX_OPEN_ORDERS = 10;
}
