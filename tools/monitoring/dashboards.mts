import { ALERTS } from './alerts.mts';
import { IDLE_EVENT_LOOP_S, ofOurProcesses } from './alerts/our-processes.mts';
import { seriesOf, unitOf, type Metric } from './metrics.mts';
import { readExpression } from './promql.mts';

/** Units by Grafana's own names. */
type Unit = 'short' | 's' | 'bytes' | 'currencyUSD' | 'percentunit' | 'reqps' | 'dateTimeFromNow' | 'h';

export interface Panel {
  readonly title: string;
  /** `stat`: the value now; `lines`: over time; `bars`: the values now, side by side. */
  readonly shape: 'stat' | 'lines' | 'bars';
  readonly unit: Unit;
  /** A sentence that explains the panel. */
  readonly about: string;
  /** The expressions, by the names under which their series appear; `{{kind}}` stands for the value of a label. */
  readonly queries: Readonly<Record<string, string>>;
}

export interface Dashboard {
  /** The name, which is also the name of the file and the id in Grafana. */
  readonly name: string;
  readonly title: string;
  readonly panels: readonly Panel[];
}

const panel = (shape: Panel['shape'], unit: Unit, title: string, about: string, queries: Panel['queries']): Panel => ({
  title,
  shape,
  unit,
  about,
  queries,
});

/** Grafana replaces this by the time of at least four scrapes. */
const WINDOW = '$__rate_interval';

/** The time within which this share of requests ends: 0.5 gives the median, 0.95 leaves out the slowest of twenty. */
const slowest = (share: number, histogram: string, by: string, where = ''): string =>
  `histogram_quantile(${share}, sum by (${['le', by].filter(Boolean).join(', ')}) (rate(${histogram}_bucket${where}[${WINDOW}])))`;

const BUSINESS: Dashboard = {
  name: 'business',
  title: 'Aisha: business',
  panels: [
    panel('stat', 'short', 'People', 'All who ever talked to the bot, and those whom nothing reaches any more.', {
      all: 'max(aisha_people)',
      'blocked the bot': 'max(aisha_people_blocked)',
    }),
    panel('stat', 'short', 'New', 'People who came within a day, a week, a month.', {
      '{{within}}': 'max by (within) (aisha_people_new)',
    }),
    panel('stat', 'short', 'Active', 'People who last did something within a day, a week, a month.', {
      '{{within}}': 'max by (within) (aisha_people_active)',
    }),
    panel('stat', 'short', 'Paying', 'People who bought credits within a day, a week, a month.', {
      '{{within}}': 'max by (within) (aisha_people_paying)',
    }),
    panel(
      'lines',
      'short',
      'Shared',
      'What people asked for to send on within a day: results, links for friends, gifts.',
      {
        '{{shared}}': 'sum by (shared) (increase(aisha_shares_total[1d]))',
      },
    ),
    panel(
      'lines',
      'short',
      'Came by a link',
      'Links opened within a day, who came by one, and who of them got a picture.',
      {
        'opened: {{link}}': 'sum by (link) (increase(aisha_links_opened_total[1d]))',
        'came: {{link}}': 'sum by (link) (increase(aisha_arrivals_total[1d]))',
        'got a picture: {{link}}': 'sum by (link) (increase(aisha_arrivals_with_picture_total[1d]))',
      },
    ),
    panel('lines', 'short', 'Delivered', 'Pictures, minutes, trainings … that were delivered within an hour.', {
      '{{kind}}': 'sum by (kind) (increase(aisha_order_units_delivered_total[1h]))',
    }),
    panel('lines', 'short', 'Orders that ended', 'How orders ended within an hour.', {
      '{{state}}': 'sum by (state) (increase(aisha_orders_ended_total[1h]))',
    }),
    panel('lines', 'short', 'Why orders did not succeed', 'Reasons of failures and cancels within an hour.', {
      '{{reason}}': 'sum by (reason) (increase(aisha_orders_ended_total{state!="succeeded"}[1h])) or vector(0)',
    }),
    panel(
      'lines',
      'percentunit',
      'Likeness',
      'Of the delivered pictures with a face, how many are alike, partly alike, unlike.',
      {
        '{{likeness}}':
          'sum by (likeness) (increase(aisha_pictures_likeness_total[1h])) / ignoring (likeness) group_left () sum(increase(aisha_pictures_likeness_total[1h]))',
      },
    ),
    panel(
      'lines',
      'percentunit',
      'Likeness of changed pictures',
      'Of the pictures changed by a sentence, how many have a face like that of the original.',
      {
        '{{likeness}}':
          'sum by (likeness) (increase(aisha_edits_likeness_total[1h])) / ignoring (likeness) group_left () sum(increase(aisha_edits_likeness_total[1h]))',
      },
    ),
    panel(
      'lines',
      'short',
      'Looked at before delivery',
      'Drawn pictures by what vision said of them, and those that were withheld.',
      {
        '{{verdict}}': 'sum by (verdict) (increase(aisha_pictures_reviewed_total[1h]))',
        'withheld by {{by}}': 'sum by (by) (increase(aisha_pictures_withheld_total[1h]))',
        'drawn again': 'sum(increase(aisha_pictures_redrawn_total[1h]))',
      },
    ),
    panel('lines', 'short', 'Avatars and photos', 'Avatars begun, and photos by verdict, within an hour.', {
      'avatars: {{training_type}}': 'sum by (training_type) (increase(aisha_avatars_created_total[1h]))',
      'photos: {{verdict}}': 'sum by (verdict) (increase(aisha_photos_checked_total[1h]))',
    }),
    panel('stat', 'short', 'Reports of misuse', 'Reports of a misused face that nobody has closed.', {
      open: 'max(aisha_open_reports)',
      '{{about}}, within a week': 'sum by (about) (increase(aisha_reports_total[7d]))',
    }),
    panel(
      'stat',
      'h',
      'The oldest report',
      'How long the oldest report has waited; people are told that it takes a day.',
      {
        waits: 'max(aisha_oldest_open_report_hours)',
      },
    ),
    panel('stat', 'short', 'Support and data', 'Tickets that wait for an answer, and erasures that are under way.', {
      'tickets wait': 'max(aisha_support_tickets_waiting)',
      erasures: 'max(aisha_erasures_open)',
    }),
    panel('stat', 'h', 'The longest waits', 'The oldest ticket, the oldest erasure, an export that stands still.', {
      ticket: 'max(aisha_support_oldest_ticket_hours)',
      erasure: 'max(aisha_erasures_oldest_hours)',
      export: 'max(aisha_exports_oldest_silent_hours)',
    }),
  ],
};

const ORDERS: Dashboard = {
  name: 'orders',
  title: 'Aisha: orders',
  panels: [
    panel('lines', 'short', 'Open, by kind', 'Orders whose credits are held.', {
      '{{kind}}': 'max by (kind) (aisha_holds_open)',
    }),
    panel('lines', 's', 'The oldest, by kind', 'How long the oldest order has been open.', {
      '{{kind}}': 'max by (kind) (aisha_holds_oldest_open_seconds)',
    }),
    panel('lines', 'short', 'Credits held, by kind', 'What people cannot spend meanwhile.', {
      '{{kind}}': 'max by (kind) (aisha_holds_open_credits)',
    }),
    panel('bars', 'short', 'Open, by age', 'Orders of all kinds that are older than an age.', {
      '{{older_than}}': 'sum by (older_than) (max by (kind, older_than) (aisha_orders_open_by_age))',
    }),
    panel('lines', 'short', 'Open, by state', 'Where orders stand, by the apps that work on them.', {
      '{{kind}}, {{state}}': 'max by (kind, state) (aisha_orders_open)',
    }),
    panel('lines', 's', 'The oldest, by state', 'Which state holds an order up.', {
      '{{kind}}, {{state}}': 'max by (kind, state) (aisha_orders_oldest_open_seconds)',
    }),
    panel(
      'lines',
      's',
      'Half of them took',
      'From leaving our queue to the end, of orders that succeeded: the middle one.',
      {
        '{{kind}}': slowest(0.5, 'aisha_order_seconds', 'kind', '{state="succeeded"}'),
      },
    ),
    panel('lines', 's', 'One of twenty took more than', 'The same of the slowest.', {
      '{{kind}}': slowest(0.95, 'aisha_order_seconds', 'kind', '{state="succeeded"}'),
    }),
    panel('lines', 'percentunit', 'Failed', 'The share of orders that failed within an hour, by kind.', {
      '{{kind}}':
        'sum by (kind) (increase(aisha_orders_ended_total{state="failed"}[1h])) / (sum by (kind) (increase(aisha_orders_ended_total[1h])) > 0) or 0 * sum by (kind) (increase(aisha_orders_ended_total[1h]))',
    }),
    panel(
      'lines',
      'short',
      'Sent to the provider and not answered',
      'Paid requests without an answer, and those that were repeated at our cost.',
      {
        'not answered: {{kind}}': 'sum by (kind) (increase(aisha_order_submissions_unanswered_total[1h]))',
        'repeated: {{kind}}': 'sum by (kind) (increase(aisha_order_submissions_repeated_total[1h]))',
      },
    ),
    panel('lines', 'short', 'Slots held past the deadline', 'Above 0: the app of that kind ends nothing.', {
      '{{kind}}': 'max by (kind) (aisha_provider_slots_overdue)',
    }),
    panel(
      'stat',
      'short',
      'Holds that billing settled itself',
      'Within a day: a settlement was lost, or a worker does not know the order.',
      {
        '{{order}}': 'sum by (order) (increase(aisha_holds_forgotten_total[1d]))',
        'in conflict': 'sum(increase(aisha_hold_settlement_conflicts_total[1d]))',
      },
    ),
  ],
};

const QUEUES: Dashboard = {
  name: 'queues',
  title: 'Aisha: queues',
  panels: [
    panel('lines', 'short', 'Jobs', 'Jobs of each queue by state.', {
      '{{queue}}, {{state}}': 'max by (queue, state) (aisha_queue_depth)',
    }),
    panel('lines', 's', 'The next job has waited', 'A queue whose app is gone grows here.', {
      '{{queue}}': 'max by (queue) (aisha_queue_oldest_seconds)',
    }),
    panel('lines', 'percentunit', 'Memory of Redis that is used', 'Full, it takes no more jobs.', {
      used: 'max(aisha_queue_memory_bytes{of="used"}) / max(aisha_queue_memory_bytes{of="size"})',
    }),
    panel('lines', 's', 'The oldest message on its way to the queue', 'By the schema of its sender.', {
      '{{schema}}': 'max by (schema) (aisha_outbox_oldest_seconds)',
    }),
    panel('lines', 's', 'From the commit to the queue', 'One message of twenty took more.', {
      '{{schema}}': slowest(0.95, 'aisha_outbox_publish_seconds', 'schema'),
    }),
    panel('lines', 'reqps', 'Jobs done in a second', 'Runs of jobs by how they ended.', {
      '{{outcome}}': `sum by (outcome) (rate(aisha_jobs_total[${WINDOW}]))`,
    }),
    panel('lines', 'short', 'Jobs that failed', 'Runs that failed or were given up within an hour.', {
      '{{job}}, {{outcome}}':
        'sum by (job, outcome) (increase(aisha_jobs_total{outcome=~"failed|dead"}[1h])) > 0 or sum(increase(aisha_jobs_total{outcome=~"failed|dead"}[1h]))',
    }),
    panel('lines', 's', 'A job takes', 'One of twenty took more.', {
      '{{job}}': slowest(0.95, 'aisha_job_seconds', 'job'),
    }),
    panel('stat', 'short', 'Dead letters', 'Messages that were given up and wait for an operator.', {
      '{{schema}}': 'max by (schema) (aisha_dead_letters)',
    }),
    panel('stat', 's', 'The oldest dead letter', 'How long it has waited.', {
      '{{schema}}': 'max by (schema) (aisha_dead_letters_oldest_seconds)',
    }),
    panel('stat', 'short', 'Abandoned messages', 'Messages that nobody handled for a week.', {
      '{{schema}}': 'max by (schema) (aisha_outbox_abandoned)',
    }),
  ],
};

/** Three panels about the requests to one provider. */
const requestsTo = (provider: string, metric: string, label: string, timed = ''): Panel[] => [
  panel('lines', 'reqps', `${provider}: requests in a second`, 'By what is asked.', {
    [`{{${label}}}`]: `sum by (${label}) (rate(${metric}_count[${WINDOW}]))`,
  }),
  panel(
    'lines',
    'percentunit',
    `${provider}: refused`,
    'The share of requests that did not succeed, by how they ended.',
    {
      '{{outcome}}': `sum by (outcome) (rate(${metric}_count{outcome!="ok"}[${WINDOW}])) / ignoring (outcome) group_left () sum(rate(${metric}_count[${WINDOW}])) or 0 * sum(rate(${metric}_count[${WINDOW}]))`,
    },
  ),
  panel('lines', 's', `${provider}: a request takes`, 'One of twenty took more.', {
    [`{{${label}}}`]: slowest(0.95, metric, label, timed),
  }),
];

const PROVIDERS: Dashboard = {
  name: 'providers',
  title: 'Aisha: providers',
  panels: [
    panel(
      'stat',
      'short',
      'What answers',
      '1 while a thing an app depends on answers, for the app that sees it worst.',
      {
        '{{dependency}}': 'min by (dependency) (aisha_dependency_up)',
      },
    ),
    panel('stat', 'short', 'FAL refuses our account', '1 while the account is empty, or the key refused.', {
      '{{code}}': 'max by (code) (aisha_fal_account_refused)',
    }),
    panel(
      'stat',
      'dateTimeFromNow',
      'Models end',
      'When a configured model is switched off; those without a day are not here.',
      {
        '{{model}}': 'min by (model) (aisha_model_ends_timestamp_seconds) * 1000',
      },
    ),
    ...requestsTo('FAL', 'aisha_fal_request_duration_seconds', 'operation'),
    ...requestsTo('OpenAI', 'aisha_openai_request_duration_seconds', 'operation'),
    ...requestsTo('Storage', 'aisha_storage_request_duration_seconds', 'operation'),
    panel('lines', 'short', 'Paid requests to FAL', 'Within an hour, by model and whether FAL accepted them.', {
      '{{model}}, {{outcome}}': 'sum by (model, outcome) (increase(aisha_fal_submissions_total[1h]))',
    }),
    panel(
      'lines',
      'currencyUSD',
      'Dollars of them',
      'Within an hour, by what FAL lists; work that failed on its side is not billed.',
      {
        '{{model}}, {{outcome}}': 'sum by (model, outcome) (increase(aisha_fal_dollars_total[1h]))',
      },
    ),
    panel('lines', 'reqps', "FAL's callbacks in a second", 'By what became of them.', {
      '{{outcome}}': `sum by (outcome) (rate(aisha_fal_webhooks_total[${WINDOW}])) or vector(0)`,
    }),
  ],
};

const MONEY: Dashboard = {
  name: 'money',
  title: 'Aisha: money',
  panels: [
    panel(
      'stat',
      'short',
      'Credits that we owe',
      'The liability: credits in all accounts, and those held for open orders.',
      {
        '{{state}}': 'max by (state) (aisha_credits_outstanding)',
        'people owe us': 'max(aisha_credits_debt)',
      },
    ),
    panel('stat', 'currencyUSD', 'The same in dollars', 'At what bought credits have brought in 30 days.', {
      dollars: 'sum(max by (state) (aisha_credits_outstanding)) * max(aisha_credit_dollars)',
    }),
    panel(
      'stat',
      'currencyUSD',
      'Margin of the day',
      'What was charged less what providers list. Credits that were given count as bought: it is at most this.',
      {
        all: 'sum(max by (kind) (aisha_margin_day_dollars))',
      },
    ),
    panel(
      'stat',
      'currencyUSD',
      'Cost of the day',
      'What providers list for everything they were asked within 24 hours.',
      {
        all: 'sum(max by (kind) (aisha_cost_day_dollars))',
      },
    ),
    panel('bars', 'currencyUSD', 'Margin of the day, by kind', 'Below 0: the kind costs more than it brings.', {
      '{{kind}}': 'max by (kind) (aisha_margin_day_dollars)',
    }),
    panel(
      'bars',
      'currencyUSD',
      'Margin of the day, by model',
      'By kind and model; an order’s credits are shared by cost.',
      {
        '{{kind}}, {{model}}': 'max by (kind, model) (aisha_margin_by_model_day_dollars)',
      },
    ),
    panel('lines', 'currencyUSD', 'Cost of a day, by model', 'By kind and model.', {
      '{{kind}}, {{model}}': 'max by (kind, model) (aisha_cost_by_model_day_dollars)',
    }),
    panel(
      'bars',
      'short',
      'Prices above their floors',
      'A unit in credits, less the lowest price that covers its cost.',
      {
        '{{item}}': 'max by (item) (aisha_price_credits) - max by (item) (aisha_price_floor_credits)',
      },
    ),
    panel(
      'stat',
      'dateTimeFromNow',
      'Prices that will be below their floors',
      'When a model ends whose successor costs more; items without such a day are not here.',
      {
        '{{item}}': 'min by (item) (aisha_price_below_floor_timestamp_seconds) * 1000',
      },
    ),
    panel(
      'bars',
      'currencyUSD',
      'The bill of a week above our account',
      'By model. Below 0: we count more than the provider bills. Empty without FAL_ADMIN_KEY.',
      {
        '{{model}}':
          'max by (provider, model) (aisha_bill_week_dollars) - max by (provider, model) (aisha_bill_listed_week_dollars)',
      },
    ),
    panel('stat', 'dateTimeFromNow', 'Bill read', 'When the bill of a provider was last read.', {
      '{{provider}}': 'max by (provider) (aisha_bill_read_timestamp_seconds) * 1000',
    }),
    panel('lines', 'currencyUSD', 'Cost of a day, by kind', 'None: what no order asked for.', {
      '{{kind}}': 'max by (kind) (aisha_cost_day_dollars)',
    }),
    panel(
      'lines',
      'currencyUSD',
      'Cost of a day, by reason',
      'The orders themselves, and what the product adds to them.',
      {
        '{{provider}}, {{reason}}': 'max by (provider, reason) (aisha_cost_by_reason_day_dollars) or vector(0)',
      },
    ),
    panel('lines', 'short', 'Charged within a day, in credits', 'By kind.', {
      '{{kind}}': 'max by (kind) (aisha_charged_day_credits)',
    }),
    panel('lines', 'short', 'Stars paid within an hour', 'By pack.', {
      '{{pack}}': 'sum by (pack) (increase(aisha_purchase_stars_total[1h]))',
    }),
    panel(
      'lines',
      'short',
      'Credits moved within an hour',
      'By type of transaction: bought, held, charged, given back, refunded.',
      {
        '{{type}}': 'sum by (type) (increase(aisha_credits_moved_total[1h]))',
      },
    ),
    panel('lines', 'short', 'Unpaid work of the day, in cents', 'Beside the most that it may cost.', {
      spent: 'max(aisha_free_work_cents)',
      bound: 'max(aisha_free_work_bound_cents)',
    }),
    panel('stat', 'short', 'The ledger is wrong', 'Violations by invariant. Anything above 0 is an alarm.', {
      '{{invariant}}':
        'max by (invariant) (aisha_ledger_violations) > 0 or sum(max by (invariant) (aisha_ledger_violations)) or vector(0)',
    }),
    panel('stat', 's', 'The ledger was checked', 'How long ago to its end, until when, and the whole of its history.', {
      ago: 'time() - max(aisha_ledger_check_succeeded_timestamp_seconds)',
      until: 'time() - max(aisha_ledger_check_watermark_timestamp_seconds)',
      'all of it': 'time() - (max(aisha_ledger_check_swept_timestamp_seconds) > 0) or vector(0)',
    }),
    panel(
      'stat',
      'short',
      'Checks of the ledger that failed',
      'Since the last that succeeded: meanwhile violations are old.',
      {
        failed: 'max(aisha_ledger_check_failures)',
      },
    ),
  ],
};

const TELEGRAM: Dashboard = {
  name: 'telegram',
  title: 'Aisha: Telegram',
  panels: [
    panel('lines', 'reqps', 'Updates in a second', 'What Telegram brings, and what was refused at the webhook.', {
      brought: `sum(rate(aisha_updates_received_total[${WINDOW}]))`,
      'refused: {{outcome}}': `sum by (outcome) (rate(aisha_telegram_webhooks_refused_total[${WINDOW}])) or vector(0)`,
    }),
    panel('lines', 'short', 'Updates that wait', 'Stored and not handled, and those that still wait at Telegram.', {
      'with us': 'max(aisha_updates_waiting)',
      'at Telegram': 'max(aisha_telegram_webhook_pending_updates)',
    }),
    panel('lines', 's', 'The oldest update', 'How long somebody has waited for an answer.', {
      waits: 'max(aisha_updates_oldest_seconds)',
    }),
    panel(
      'stat',
      's',
      'Silence',
      'How long ago Telegram last brought an update. Long, with people in the chats: the bot is deaf.',
      {
        since: 'time() - (max(aisha_updates_last_received_timestamp_seconds) > 0) or vector(0)',
      },
    ),
    panel('lines', 's', 'From an update to its answer', 'Half of the answers, and the slowest of twenty.', {
      half: slowest(0.5, 'aisha_update_reply_seconds', ''),
      'one of twenty': slowest(0.95, 'aisha_update_reply_seconds', ''),
    }),
    panel('lines', 'reqps', 'Shown in a second', 'Deliveries by class.', {
      '{{class}}': `sum by (class) (rate(aisha_deliveries_total{outcome="sent"}[${WINDOW}]))`,
    }),
    panel('lines', 'short', 'Not shown', 'Deliveries that Telegram did not take at once, within an hour.', {
      '{{outcome}}': 'sum by (outcome) (increase(aisha_deliveries_total{outcome!="sent"}[1h]))',
    }),
    // getUpdates waits until an update arrives or its time-out has passed, so its duration says nothing.
    ...requestsTo('Telegram', 'aisha_telegram_request_duration_seconds', 'method', '{method!="getUpdates"}'),
    panel('stat', 'short', 'Results not delivered', 'A person has paid for a result that Telegram would not take.', {
      wait: 'max(aisha_undelivered_results)',
    }),
    panel('stat', 'short', 'The webhook is ours', '0 while the bot polls, and when something else has set it.', {
      ours: 'max(aisha_telegram_webhook_is_ours)',
    }),
  ],
};

const RUNTIME: Dashboard = {
  name: 'runtime',
  title: 'Aisha: runtime',
  panels: [
    panel('stat', 'short', 'Replicas', 'Processes by app and release.', {
      '{{app}} {{version}} {{commit}}': 'count by (app, version, commit) (aisha_build_info)',
    }),
    panel('lines', 'short', 'Processor', 'Cores that each process takes.', {
      '{{instance}}': ofOurProcesses(`sum by (instance) (rate(process_cpu_seconds_total[${WINDOW}]))`),
    }),
    panel('lines', 'bytes', 'Memory', 'What each process has resident.', {
      '{{instance}}': ofOurProcesses('max by (instance) (process_resident_memory_bytes)'),
    }),
    panel('lines', 's', 'Event loop held up', 'The longest of a hundred waits.', {
      '{{instance}}': ofOurProcesses(`max by (instance) (nodejs_eventloop_lag_p99_seconds) - ${IDLE_EVENT_LOOP_S}`),
    }),
    panel('lines', 'percentunit', 'Garbage collection', 'The share of time that each process spends on it.', {
      '{{instance}}': ofOurProcesses(`sum by (instance) (rate(nodejs_gc_duration_seconds_sum[${WINDOW}]))`),
    }),
    panel('lines', 'short', 'Connections to Postgres', 'Open, idle, and work that waits for one.', {
      '{{state}}': 'sum by (state) (aisha_database_connections)',
    }),
    panel('lines', 'short', 'Child processes', 'ffmpeg, and the children that open files of strangers.', {
      '{{program}}': 'sum by (program) (aisha_child_processes)',
    }),
    panel(
      'lines',
      'short',
      'Child processes that did not end well',
      'Within an hour: failed by themselves, or killed.',
      {
        '{{program}}, {{end}}': 'sum by (program, end) (increase(aisha_child_processes_ended_total{end!="ok"}[1h]))',
      },
    ),
    panel('lines', 'bytes', 'Files at work', 'Temporary files of each process.', {
      '{{instance}}': 'max by (instance) (aisha_temporary_bytes)',
    }),
    panel('lines', 'percentunit', 'Temporary disk free', 'Below a tenth is an alarm.', {
      '{{instance}}':
        'min by (instance) (aisha_temporary_disk_bytes{of="free"}) / max by (instance) (aisha_temporary_disk_bytes{of="size"})',
    }),
    panel('lines', 'short', 'Files without a row', 'Removed within a day, or left, by folder; unfinished uploads.', {
      '{{prefix}}': 'sum by (prefix) (increase(aisha_unowned_files_removed_total[1d]))',
      '{{prefix}}, left': 'max by (prefix) (aisha_unowned_files_left)',
      'unfinished uploads': 'sum(increase(aisha_unfinished_uploads_dropped_total[1d]))',
    }),
    panel('lines', 'bytes', 'Bytes of files without a row', 'Removed within a day, by folder.', {
      '{{prefix}}': 'sum by (prefix) (increase(aisha_unowned_bytes_removed_total[1d]))',
    }),
    panel('lines', 'short', 'Starts', 'How often each process has started within an hour.', {
      '{{instance}}': ofOurProcesses('changes(process_start_time_seconds[1h])'),
    }),
  ],
};

const BY_HAND: readonly Dashboard[] = [BUSINESS, ORDERS, QUEUES, PROVIDERS, MONEY, TELEGRAM, RUNTIME];

/** An expression that Prometheus can read: only Grafana knows the window of a panel. */
export const plain = (expr: string): string => expr.replaceAll(WINDOW, '5m');

const GRAFANA_UNITS: Readonly<Record<string, Unit>> = {
  seconds: 's',
  bytes: 'bytes',
  dollars: 'currencyUSD',
  hours: 'h',
};

const ofMetric = (metric: Metric): Panel => {
  const { name, type, help, labels } = metric;
  const by = labels.length > 0 ? ` by (${labels.join(', ')})` : '';
  const expr = {
    counter: `sum${by} (increase(${name}[1h]))`,
    histogram: slowest(0.95, name, labels.join(', ')),
  }[type];
  const legend = labels.map((label) => `{{${label}}}`).join(', ') || name;
  return panel('lines', GRAFANA_UNITS[unitOf(metric)] ?? 'short', name, help, {
    [legend]: expr ?? `max${by} (${name})`,
  });
};

/** The dashboards. One more dashboard shows the metrics that no panel and no alert reads, until they get a better place. */
export function dashboardsOf(metrics: readonly Metric[]): readonly Dashboard[] {
  const expressions = [...BY_HAND.flatMap(({ panels }) => panels.flatMap(({ queries }) => Object.values(queries)))];
  const read = [...expressions.map(plain), ...ALERTS.map(({ expr }) => expr)].flatMap((expr) =>
    readExpression(expr).selectors.map(({ metric }) => metric),
  );
  const left = metrics.filter(
    (metric) => metric.name.startsWith('aisha_') && !seriesOf(metric).some((series) => read.includes(series)),
  );
  return left.length === 0
    ? BY_HAND
    : [...BY_HAND, { name: 'other', title: 'Aisha: other', panels: left.map(ofMetric) }];
}
