import type { Transaction } from '@aisha/database';
import type { PaidOrder } from '@aisha/kinds/tables';
import type { AnyWork, OrderReference, Result } from './paid-work';
import type { ProviderCallStore } from './provider-call.store';

/** The cost of what providers worked on for an order and what was not delivered. */
export interface UnpaidCost {
  /** The list price in millionths of a US dollar. */
  readonly microDollars: number;
  /** The number of the order’s units that providers have worked on, delivered or not. */
  readonly asked: number;
}

export const NOTHING_UNPAID: UnpaidCost = { microDollars: 0, asked: 0 };

/**
 * Five millionths of a US dollar. Less counts as nothing: we book a millionth for an answer of an operator's own server, so that it is counted
 * among the requests of its piece (decision 97). A short answer of the cheapest model costs five millionths, and counts.
 */
const LEAST_COST = 5;

/**
 * The cost that an order would leave unpaid if it ended now with `given` units delivered; where `given` is null, with the units that a
 * cancel would deliver. The cost of each unit is unknown, so all units count alike.
 */
export async function unpaidCost<O extends PaidOrder, Start extends OrderReference, R extends Result>(
  tx: Transaction,
  order: O,
  given: number | null,
  { work, calls }: { readonly work: AnyWork<O, Start, R>; readonly calls: ProviderCallStore },
): Promise<UnpaidCost> {
  const cost = await calls.costOf(tx, order.orderId);
  if (cost < LEAST_COST) return NOTHING_UNPAID;
  const delivered = given ?? (await work.deliveredIfCancelled(tx, order));
  const asked = Math.min(order.units, await work.asked(tx, order));
  const microDollars =
    delivered === 0 ? cost : Math.round((cost * Math.max(0, asked - delivered)) / Math.max(1, asked));
  return { microDollars, asked };
}
