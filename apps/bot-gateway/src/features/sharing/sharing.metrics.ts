import { afterCommit, type Transaction } from '@aisha/database';
import { ARRIVAL_LINKS } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import { Counter } from 'prom-client';

/** The kinds of orders whose results can be shared. */
const SHARED_KINDS = ['generation', 'edit', 'together', 'animation'] as const satisfies readonly OrderKind[];
export type SharedKind = (typeof SHARED_KINDS)[number];
export const isSharedKind = (kind: string): kind is SharedKind => SHARED_KINDS.some((one) => one === kind);

/** What people request in order to forward it: a result of a kind, their link for friends, or a gift. */
const SHARED = [...SHARED_KINDS, 'invitation', 'gift'] as const;
type Shared = (typeof SHARED)[number];

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

export const linksOpened = new Counter({
  name: 'aisha_links_opened_total',
  help: 'Links to the bot that were opened, by anybody and as often as they were: of an invitation, of a shared result, of a gift, of a promo code',
  labelNames: ['link'] as const,
});

export const arrivals = new Counter({
  name: 'aisha_arrivals_total',
  help: 'People who came to the bot for the first time by a link, by which one',
  labelNames: ['link'] as const,
});

export const arrivalsWithPicture = new Counter({
  name: 'aisha_arrivals_with_picture_total',
  help: 'People who came by a link and have got their first picture now, by which link',
  labelNames: ['link'] as const,
});

// Each series is made before its first event, so that `increase()` counts that event, too.
for (const shared of SHARED) sharesAsked.inc({ shared }, 0);
for (const link of ARRIVAL_LINKS)
  for (const each of [linksOpened, arrivals, arrivalsWithPicture]) each.inc({ link }, 0);
