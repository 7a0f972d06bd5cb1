import type { Transaction } from '@aisha/database';
import { ORDER_KIND } from '@aisha/kinds';
import type { PaidOrder } from '@aisha/kinds/tables';
import type { AnyWork, OrderReference, Result } from './paid-work';
import type { ProviderCallStore } from './provider-call.store';

/** The cost of an order beyond its delivered part. */
export interface UnpaidCost {
  /** The list price in millionths of a US dollar. */
  readonly microDollars: number;
  /** Units that providers have worked on. */
  readonly asked: number;
}

export const NOTHING_UNPAID: UnpaidCost = { microDollars: 0, asked: 0 };

/**
 * The units that a cancel delivers and charges, as far as they are known in advance: pictures already made, or the
 * pieces of a kind that ends in parts.
 */
export const deliveredIfCancelled = <O extends PaidOrder, Start extends OrderReference, R extends Result>(
  { kind, policy }: AnyWork<O, Start, R>,
  order: O,
): number => (ORDER_KIND[kind].endsInParts ? order.units : (policy.made?.(order) ?? 0));

/**
 * The cost that an order would leave unpaid if it ended now with this many units delivered. The cost of each unit is
 * unknown, so all units count alike.
 */
export async function unpaidCost<O extends PaidOrder, Start extends OrderReference, R extends Result>(
  tx: Transaction,
  order: O,
  delivered: number,
  { work, calls }: { readonly work: AnyWork<O, Start, R>; readonly calls: ProviderCallStore },
): Promise<UnpaidCost> {
  const cost = await calls.costOf(tx, order.orderId);
  if (cost === 0) return NOTHING_UNPAID;
  const asked = Math.min(order.units, await work.asked(tx, order));
  const microDollars =
    delivered === 0 ? cost : Math.round((cost * Math.max(0, asked - delivered)) / Math.max(1, asked));
  return { microDollars, asked };
}
