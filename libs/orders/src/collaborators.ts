import type { PaidOrder } from '@aisha/kinds/tables';
import type { Leases } from './leases';
import type { OrderStore } from './order.store';
import type { Outcome } from './outcome';
import type { OrderReference, Result } from './paid-work';
import type { Progress } from './progress';

/** The parts that the stages of an order share in one engine. */
export interface Collaborators<O extends PaidOrder, Start extends OrderReference, R extends Result> {
  readonly store: OrderStore<O>;
  readonly outcome: Outcome<O, Start, R>;
  readonly progress: Progress<O, Start, R>;
  readonly leases: Leases<O>;
}
