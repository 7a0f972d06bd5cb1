import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

/** A metric as the code makes it. */
export interface Metric {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly labels: readonly string[];
  /** The apps that may report the metric. */
  readonly apps: readonly string[];
}

/**
 * The metrics of kube-state-metrics that alerts read. It reports a cluster's objects; its page of CronJobs calls these metrics stable since
 * 2.0.
 */
const OF_THE_CLUSTER: readonly Metric[] = [
  {
    name: 'kube_cronjob_created',
    type: 'gauge',
    help: 'When a CronJob was made.',
    labels: ['namespace', 'cronjob'],
    apps: ['kube-state-metrics'],
  },
  {
    name: 'kube_cronjob_status_last_successful_time',
    type: 'gauge',
    help: 'When a job of a CronJob last ended well; not there before the first has.',
    labels: ['namespace', 'cronjob'],
    apps: ['kube-state-metrics'],
  },
];

const PAGE = 'docs/generated/metrics.md';

/** Every metric of every app that ships, read from the compiled apps. */
export async function metricsOfApps(root: string): Promise<Metric[]> {
  const apps = readdirSync(path.join(root, 'apps')).filter((app) => app !== 'sandbox');
  const found = new Map<string, Metric & { readonly apps: string[] }>();
  for (const app of apps) {
    const script = path.join(import.meta.dirname, 'metrics-of-app.mts');
    const { stdout } = await promisify(execFile)(process.execPath, [script, root, app], { maxBuffer: 10_000_000 });
    for (const metric of JSON.parse(stdout) as Omit<Metric, 'apps'>[]) {
      const known = found.get(metric.name) ?? { ...metric, apps: [] };
      known.apps.push(app);
      found.set(metric.name, known);
    }
  }
  return [...found.values()].sort((one, other) => one.name.localeCompare(other.name));
}

const UNITS = ['timestamp_seconds', 'seconds', 'hours', 'bytes', 'credits', 'dollars', 'cents', 'stars'] as const;
/** The units of metrics whose names have the unit in the middle. */
const IN_THE_MIDDLE: Readonly<Record<string, string>> = {
  aisha_credits_outstanding: 'credits',
  aisha_credits_debt: 'credits',
  aisha_credits_moved_total: 'credits',
};

/** The unit in a metric's name; a metric without a unit counts things. */
export const unitOf = ({ name }: Pick<Metric, 'name'>): string => {
  const words = name.replace(/_total$/, '');
  const unit = UNITS.find((one) => words.endsWith(`_${one}`) || words.includes(`_${one}_`));
  if (unit === 'timestamp_seconds') return 'seconds since 1970';
  return IN_THE_MIDDLE[name] ?? unit ?? 'a count';
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** Writes the page of the product's own metrics, and after these the names of Node's and the process' metrics. */
export function metricsPage(metrics: readonly Metric[]): string {
  const own = metrics.filter(({ name }) => name.startsWith('aisha_'));
  const others = metrics.filter(({ name }) => !name.startsWith('aisha_'));
  return [
    '# Metrics',
    '',
    'What each app tells at `/metrics`, asked of the apps themselves. What is to be alarmed of: [alerts](alerts.md). No label has a value of a',
    'person or of an order; how many values a label may have is said in `tools/monitoring/labels.mts`, and a test adds them up.',
    '',
    'A gauge of the whole product has the same value in each replica that reports it: `max by (…)`, never `sum` ([decision',
    '28](../decisions/0028-who-reports-what.md)). A counter is each process’ own: `sum by (…) (increase(…))`.',
    '',
    '| Metric | Type | Unit | Labels | What it tells | Reported by |',
    '|---|---|---|---|---|---|',
    ...own.map(
      (metric) =>
        `| \`${metric.name}\` | ${metric.type} | ${unitOf(metric)} | ${metric.labels.join(', ') || '—'} | ${cell(metric.help)} | ${metric.apps.join(', ')} |`,
    ),
    '',
    '## Of Node and of the process, by every app',
    '',
    '| Metric | Type | Unit | Labels | What it tells | Reported by |',
    '|---|---|---|---|---|---|',
    ...others.map(
      (metric) =>
        `| \`${metric.name}\` | ${metric.type} | ${unitOf(metric)} | ${metric.labels.join(', ') || '—'} | ${cell(metric.help)} | each |`,
    ),
    '',
    '## Of the cluster',
    '',
    'Of kube-state-metrics, which a cluster that has Prometheus mostly has too, scraped with `honor_labels`. Elsewhere they are not there, and their alert is silent.',
    '',
    '| Metric | Type | Unit | Labels | What it tells | Reported by |',
    '|---|---|---|---|---|---|',
    ...OF_THE_CLUSTER.map(
      (metric) =>
        `| \`${metric.name}\` | ${metric.type} | seconds since 1970 | ${metric.labels.join(', ')} | ${metric.help} | ${metric.apps.join(', ')} |`,
    ),
    '',
  ].join('\n');
}

/** The metrics of the committed page, which CI compares with the code: reading it needs no build. */
export function metricsOnPage(root: string): Metric[] {
  const rows = readFileSync(path.join(root, PAGE), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  return rows.map((row) => {
    const [, name, type, , labels, help, apps] = row.split(/(?<!\\)\|/).map((one) => one.trim());
    return {
      name: name!.slice(1, -1),
      type: type!,
      help: help!,
      labels: labels === '—' ? [] : labels!.split(', '),
      apps: apps!.split(', '),
    };
  });
}

/** The names of a metric's series: a histogram has three. */
export const seriesOf = ({ name, type }: Metric): string[] =>
  type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
