import type { DecideUndelivered } from '@aisha/contracts/bot-gateway';
import { OperatorActs } from '@aisha/database';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { DeliveryStore } from './delivery.store';
/** Sends a result that Telegram took in no form once more, or drops it, as an operator says: once per act, with its audit row. */
export declare class DecideUndeliveredHandler implements JobHandler<DecideUndelivered> {
  private readonly deliveries;
  private readonly acts;
  constructor(deliveries: DeliveryStore, acts: OperatorActs);
  readonly handle: (asked: DecideUndelivered, context: JobContext) => Promise<void>;
  private decide;
}
//# sourceMappingURL=decide-undelivered.d.ts.map
