import type { Alert, Series } from './alerts/alert.mts';
import { APP_ALERTS, APP_HEALTH } from './alerts/apps.mts';
import { DEPENDENCY_ALERTS, DEPENDENCY_HEALTH } from './alerts/dependencies.mts';
import { MESSAGE_ALERTS, MESSAGE_HEALTH } from './alerts/messages.mts';
import { MONEY_ALERTS, MONEY_HEALTH } from './alerts/money.mts';
import { ORDER_ALERTS, ORDER_HEALTH } from './alerts/orders.mts';

/** Of gauges of the whole product each replica says the same: the maximum, never the sum (decision 28). */
export const ALERTS: readonly Alert[] = [
  ...APP_ALERTS,
  ...DEPENDENCY_ALERTS,
  ...ORDER_ALERTS,
  ...MONEY_ALERTS,
  ...MESSAGE_ALERTS,
];

/** Every metric that an alert reads, in a product that is well. */
export const HEALTH: Series = {
  ...APP_HEALTH,
  ...DEPENDENCY_HEALTH,
  ...ORDER_HEALTH,
  ...MONEY_HEALTH,
  ...MESSAGE_HEALTH,
};
