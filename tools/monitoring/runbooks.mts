/** The pages that alerts lead to, docs/runbooks/<name>.md, each with the incident it is about. */
export const RUNBOOKS = [
  'app-down',
  'bad-release',
  'bot-is-deaf',
  'cost-above-income',
  'dead-letters',
  'disk-full',
  'flood',
  'key-rotation',
  'ledger-mismatch',
  'misuse-report',
  'model-ends',
  'out-of-credit',
  'postgres-failover',
  'provider-down',
  'queue-growing',
  'redis-lost',
  'refund-wave',
  'rollback',
  'storage-lost',
  'stuck-order',
  'undelivered-results',
] as const;
export type Runbook = (typeof RUNBOOKS)[number];

export const runbookPage = (runbook: Runbook): string => `docs/runbooks/${runbook}.md`;
