import { LOG_NEARLY_DROPPED_AT_BYTES } from '@aisha/database';
import type { Alert, Series } from './alert.mts';

/** The dependencies that the operator runs; every other one is a provider. */
const OURS = 'postgres|schema|queue|storage';

const away = (dependency: string): Series => ({
  [`aisha_dependency_up{app="any",dependency="${dependency}",required="false"}`]: '1x60 0x120',
});

const refusedByOpenAi = (code: string): string =>
  `aisha_openai_request_duration_seconds_count{operation="look",outcome="${code}"}`;

/**
 * Alerts on refusals of our account by OpenAI, whatever was asked. The health check cannot tell them: it asks only for models by name,
 * which costs nothing and may be allowed when all else is refused.
 */
const openAiRefuses = (
  code: 'provider-out-of-credit' | 'provider-refused-key',
  told: Pick<Alert, 'name' | 'summary' | 'runbook'>,
): Alert => ({
  ...told,
  expr: `sum(increase(aisha_openai_request_duration_seconds_count{outcome="${code}"}[10m])) > 0`,
  for: '1m',
  severity: 'page',
  means: 'Photos to be animated or changed wait, and end after an hour. Ideas are drawn without the language model.',
  incident: { [refusedByOpenAi(code)]: '0x60 1+1x140' },
});

/** Alerts about what the apps depend on: Postgres, the queue, the storage, and providers. */
export const DEPENDENCY_ALERTS: readonly Alert[] = [
  {
    name: 'AishaPostgresAway',
    expr: 'min by (dependency) (aisha_dependency_up{dependency="postgres"}) == 0',
    for: '1m',
    severity: 'page',
    summary: 'An app does not reach Postgres.',
    means: 'The bot answers nobody that needs a row. Telegram keeps what people send, for a day.',
    runbook: 'postgres-failover',
    incident: away('postgres'),
  },
  {
    name: 'AishaSchemaOlder',
    expr: 'min by (dependency) (aisha_dependency_up{dependency="schema"}) == 0',
    for: '5m',
    severity: 'page',
    summary: 'An app runs on a database that lacks one of its migrations.',
    means: 'That app takes no work; what it does waits.',
    runbook: 'bad-release',
    incident: away('schema'),
  },
  {
    name: 'AishaConnectionsShort',
    expr: 'max by (instance) (aisha_database_connections{state="waiting"}) > 0',
    for: '5m',
    severity: 'ticket',
    summary: 'Work of {{ $labels.instance }} waits for a connection to Postgres.',
    means: 'Everything takes longer. The pool is too small, or Postgres is slow.',
    runbook: 'postgres-failover',
    incident: { 'aisha_database_connections{instance="billing",state="waiting"}': '4x200' },
  },
  {
    name: 'AishaLogNotArchived',
    // An archiver that hangs has failed at nothing: then a GiB waits, an hour of parts of 16 MiB each minute.
    expr: `max(aisha_log_archive_failing) == 1 or max(aisha_log_archive_unsent_bytes) > ${2 ** 30}`,
    for: '30m',
    severity: 'ticket',
    summary: "Postgres' log of changes has not reached its archive for half an hour.",
    means: 'Nobody notices anything. No moment since then can be restored, and the log grows on the disk of Postgres.',
    runbook: 'no new backup',
    incident: { aisha_log_archive_failing: '1x200' },
  },
  {
    name: 'AishaLogDropped',
    // Prometheus remembers the drop, because Postgres counts what was dropped as sent. After a week a whole copy has been made (each Sunday).
    expr: `max(max_over_time(aisha_log_archive_unsent_bytes[7d])) > ${LOG_NEARLY_DROPPED_AT_BYTES}`,
    for: '0m',
    severity: 'ticket',
    summary:
      "{{ $value | humanize1024 }}B of Postgres' log of changes waited for its archive, so pgBackRest drops it, or soon will.",
    means:
      'Nobody notices anything. The archive has a gap: no moment after it can be restored until there is a new whole copy.',
    runbook: 'no new backup',
    incident: { aisha_log_archive_unsent_bytes: '21474836480x5 0x200' },
  },
  {
    name: 'AishaQueueAway',
    expr: 'min by (dependency) (aisha_dependency_up{dependency="queue"}) == 0',
    for: '1m',
    severity: 'page',
    summary: 'An app does not reach the queue.',
    means: 'Screens answer; what other apps do waits in outboxes, and nothing is lost.',
    runbook: 'redis-lost',
    incident: away('queue'),
  },
  {
    name: 'AishaQueueFull',
    expr: 'max(aisha_queue_memory_bytes{of="used"}) / max(aisha_queue_memory_bytes{of="size"}) > 0.8',
    for: '5m',
    severity: 'page',
    summary: 'The Redis of the queue has used {{ $value | humanizePercentage }} of its memory.',
    means: 'When it is full, no app gets a job: screens answer, and everything else waits in Postgres.',
    runbook: 'redis-lost',
    incident: { 'aisha_queue_memory_bytes{of="used"}': '350x200' },
  },
  {
    name: 'AishaStorageAway',
    expr: 'min by (dependency) (aisha_dependency_up{dependency="storage"}) == 0',
    for: '2m',
    severity: 'page',
    summary: 'An app does not reach the storage, or the storage takes no files.',
    means: 'Photos and sound are not taken, results are not delivered, and no order is accepted.',
    runbook: 'provider-down',
    incident: away('storage'),
  },
  {
    name: 'AishaProviderAway',
    expr: `min by (dependency) (aisha_dependency_up{dependency!~"${OURS}"}) == 0`,
    for: '5m',
    severity: 'page',
    summary: '{{ $labels.dependency }} does not answer, or refuses us.',
    means: 'What is ordered there waits until it answers, and then ends or gives the credits back.',
    runbook: 'provider-down',
    incident: away('fal'),
  },
  {
    name: 'AishaProviderRefuses',
    expr: ['fal', 'openai']
      .map((provider) => `aisha_${provider}_request_duration_seconds_count`)
      .map(
        (count) =>
          `(sum(rate(${count}{outcome!="ok"}[10m])) / sum(rate(${count}[10m])) > 0.3 and sum(increase(${count}{outcome!="ok"}[10m])) > 20)`,
      )
      .join(' or '),
    for: '5m',
    severity: 'ticket',
    summary: 'More than three in ten requests to a provider have failed for ten minutes.',
    means: 'Orders take longer, or fail and give the credits back.',
    runbook: 'provider-down',
    incident: {
      'aisha_openai_request_duration_seconds_count{operation="answer",outcome="provider-failed"}': '0+9x200',
    },
  },
  {
    name: 'AishaOutOfCredit',
    expr: 'max by (code) (aisha_fal_account_refused{code="provider-out-of-credit"}) == 1',
    for: '1m',
    severity: 'page',
    summary: "FAL's account is empty.",
    means: 'No picture, video or avatar is begun until somebody tops it up. Orders wait.',
    runbook: 'out-of-credit',
    incident: { 'aisha_fal_account_refused{code="provider-out-of-credit"}': '1x200' },
  },
  {
    name: 'AishaKeyRefused',
    expr: 'max by (code) (aisha_fal_account_refused{code="provider-refused-key"}) == 1',
    for: '1m',
    severity: 'page',
    summary: 'FAL refuses our key.',
    means: 'No picture, video or avatar is begun until the key is replaced. Orders wait.',
    runbook: 'key-rotation',
    incident: { 'aisha_fal_account_refused{code="provider-refused-key"}': '1x200' },
  },
  openAiRefuses('provider-out-of-credit', {
    name: 'AishaOpenAiOutOfCredit',
    summary: 'The account at OpenAI, or at the server of the language model, is empty.',
    runbook: 'out-of-credit',
  }),
  openAiRefuses('provider-refused-key', {
    name: 'AishaOpenAiKeyRefused',
    summary: 'OpenAI, or the server of the language model, refuses our key.',
    runbook: 'key-rotation',
  }),
  {
    name: 'AishaModelEnds',
    expr: 'min by (model) (aisha_model_ends_timestamp_seconds) - time() < 60 * 86400',
    for: '1h',
    severity: 'ticket',
    summary: '{{ $labels.model }} is switched off in {{ $value | humanizeDuration }}.',
    means: 'What it does fails by then, and gives the credits back.',
    runbook: 'model ends',
    incident: { 'aisha_model_ends_timestamp_seconds{model="gpt-old"}': '864000x200' },
  },
];

export const DEPENDENCY_HEALTH: Series = {
  ...Object.fromEntries(
    ['postgres', 'schema', 'queue', 'storage', 'fal', 'openai', 'telegram'].map((dependency) => [
      `aisha_dependency_up{app="any",dependency="${dependency}",required="false"}`,
      '1x200',
    ]),
  ),
  'aisha_database_connections{instance="billing",state="waiting"}': '0x50 3x2 0x148',
  aisha_log_archive_failing: '0x50 1x20 0x130',
  aisha_log_archive_unsent_bytes: '16777216x200',
  'aisha_queue_memory_bytes{of="used"}': '9x200',
  'aisha_queue_memory_bytes{of="size"}': '400x200',
  'aisha_fal_request_duration_seconds_count{operation="submit",outcome="ok"}': '0+9x200',
  'aisha_fal_request_duration_seconds_count{operation="submit",outcome="provider-busy"}': '0+1x200',
  'aisha_openai_request_duration_seconds_count{operation="answer",outcome="ok"}': '0+9x200',
  'aisha_fal_account_refused{code="provider-out-of-credit"}': '0x200',
  'aisha_fal_account_refused{code="provider-refused-key"}': '0x200',
  [refusedByOpenAi('provider-out-of-credit')]: '3x200',
  [refusedByOpenAi('provider-refused-key')]: '3x200',
  'aisha_model_ends_timestamp_seconds{model="gpt-new"}': '8640000x200',
};
