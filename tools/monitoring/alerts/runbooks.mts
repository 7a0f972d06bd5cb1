/** The pages to which alerts lead: one of docs/runbooks for each incident, or a section of docs/other-alerts.md when nothing is down. */
const PAGES = {
  'bad-release': 'docs/runbooks/bad-release.md',
  'disk-full': 'docs/runbooks/disk-full.md',
  flood: 'docs/runbooks/flood.md',
  'key-rotation': 'docs/runbooks/key-rotation.md',
  'out-of-credit': 'docs/runbooks/out-of-credit.md',
  'postgres-failover': 'docs/runbooks/postgres-failover.md',
  'provider-down': 'docs/runbooks/provider-down.md',
  'queue-growing': 'docs/runbooks/queue-growing.md',
  'redis-lost': 'docs/runbooks/redis-lost.md',
  'refund-wave': 'docs/runbooks/refund-wave.md',
  rollback: 'docs/runbooks/rollback.md',
  'stuck-order': 'docs/runbooks/stuck-order.md',
  'cost above income': 'docs/other-alerts.md#providers-cost-more-than-people-pay',
  'dead letters': 'docs/other-alerts.md#dead-letters',
  'files without rows': 'docs/other-alerts.md#files-that-belong-to-no-row',
  'ledger mismatch': 'docs/other-alerts.md#a-ledger-that-does-not-add-up',
  'misused face': 'docs/other-alerts.md#a-misused-face',
  'model ends': 'docs/other-alerts.md#a-model-ends',
  'no new backup': 'docs/other-alerts.md#no-new-backup',
  'price below cost': 'docs/other-alerts.md#a-price-below-its-floor',
  'bill differs': 'docs/other-alerts.md#a-providers-bill-differs',
  'unanswered support': 'docs/other-alerts.md#people-who-wait-for-support',
  'stuck erasure': 'docs/other-alerts.md#an-erasure-or-an-export-that-does-not-end',
  'undelivered results': 'docs/other-alerts.md#results-that-were-not-delivered',
} as const;

export type Runbook = keyof typeof PAGES;
export const RUNBOOKS = Object.keys(PAGES) as Runbook[];

export const runbookPage = (runbook: Runbook): string => PAGES[runbook];
