import type { Alert, Series } from './alerts/alert.mts';
import { APP_ALERTS, APP_HEALTH } from './alerts/apps.mts';
import { DEPENDENCY_ALERTS, DEPENDENCY_HEALTH } from './alerts/dependencies.mts';
import { MESSAGE_ALERTS, MESSAGE_HEALTH } from './alerts/messages.mts';
import { MONEY_ALERTS, MONEY_HEALTH } from './alerts/money.mts';
import { ORDER_ALERTS, ORDER_HEALTH } from './alerts/orders.mts';

/**
 * All alerts, from which `npm run docs` makes Prometheus' rules and the page for operators (decision 159). Every replica reports the same
 * value of a gauge of the whole product, so alerts take its maximum, never the sum (decision 28).
 */
export const ALERTS: readonly Alert[] = [
  ...APP_ALERTS,
  ...DEPENDENCY_ALERTS,
  ...ORDER_ALERTS,
  ...MONEY_ALERTS,
  ...MESSAGE_ALERTS,
];

/** The series of every metric that an alert reads, as a healthy product reports them. */
export const HEALTH: Series = {
  ...APP_HEALTH,
  ...DEPENDENCY_HEALTH,
  ...ORDER_HEALTH,
  ...MONEY_HEALTH,
  ...MESSAGE_HEALTH,
};
