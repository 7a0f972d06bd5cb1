import { afterCommit, type Transaction } from '@aisha/database';
import { SHARED_KINDS, type SharedKind } from '@aisha/kinds';
import { Counter } from 'prom-client';

export const isSharedKind = (kind: string): kind is SharedKind => SHARED_KINDS.some((one) => one === kind);

/** What people request in order to forward it: a result of a kind, their link for friends, or a gift. */
type Shared = SharedKind | 'invitation' | 'gift';
const SHARED: readonly Shared[] = [...SHARED_KINDS, 'invitation', 'gift'];

const sharesAsked = new Counter({
  name: 'aisha_shares_total',
  help: 'What people asked for to send on: results by kind of order, links for friends, gifts',
  labelNames: ['shared'] as const,
});

/**
 * Counts that a person asked for something to send on. Call it in the transaction that writes what the person gets: the counter rises once
 * that transaction is committed.
 */
export const countShare = (tx: Transaction, shared: Shared): void => afterCommit(tx, () => sharesAsked.inc({ shared }));

// Each series is made before its first event, so that `increase()` counts that event, too.
for (const shared of SHARED) sharesAsked.inc({ shared }, 0);
