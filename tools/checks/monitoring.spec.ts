import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LOOK_AT_EVENT_LOOP_EVERY_MS } from '@aisha/platform/start';
import { parse, stringify } from 'yaml';
import { ALERTS, HEALTH } from '../monitoring/alerts.mts';
import type { Alert, Series } from '../monitoring/alerts/alert.mts';
import { IDLE_EVENT_LOOP_S } from '../monitoring/alerts/our-processes.mts';
import { dashboardsOf, plain } from '../monitoring/dashboards.mts';
import { ADDED_BY_PROMETHEUS, boundOf, LABELS } from '../monitoring/labels.mts';
import { metricsOnPage, seriesOf, unitOf, type Metric } from '../monitoring/metrics.mts';
import { readExpression } from '../monitoring/promql.mts';
import { RUNBOOKS, runbookPage } from '../monitoring/alerts/runbooks.mts';

const root = path.resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const metrics = metricsOnPage(root);
const bySeries = new Map(metrics.flatMap((metric) => seriesOf(metric).map((series) => [series, metric])));

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
if (!hasPromtool)
  process.stderr.write('No alert is let happen and no dashboard read by Prometheus: there is no promtool on PATH.\n');
const whereThereIsPromtool = hasPromtool ? it : it.skip;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aisha-monitoring-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What promtool says about a file; `ok` when it finds no fault. */
const promtool = (words: readonly string[], name: string, content: string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  const { status, stdout, stderr } = spawnSync('promtool', [...words, file], { encoding: 'utf8' });
  return status === 0 ? 'ok' : `${stdout}${stderr}`;
};

/** What an expression names and the code does not have: metrics, labels and values of labels. */
function unknownIn(expr: string): string[] {
  const { selectors, labels } = readExpression(expr);
  const own = selectors.flatMap(({ metric }) => bySeries.get(metric)?.labels ?? []);
  return [
    ...selectors.flatMap(({ metric, matchers }) => {
      const known = bySeries.get(metric);
      if (!known) return [metric];
      return matchers.flatMap(({ label, operator, value }) => {
        if (!known.labels.includes(label)) return [`${metric}{${label}}`];
        const values = boundOf(known.name, label)?.values;
        const asked = operator.endsWith('~') ? value.split('|') : [value];
        return asked.filter((one) => values && !values.includes(one)).map((one) => `${metric}{${label}="${one}"}`);
      });
    }),
    ...labels.filter((label) => !own.includes(label) && !ADDED_BY_PROMETHEUS.some((added) => added === label)),
  ];
}

describe('metrics', () => {
  const own = metrics.filter(({ name }) => name.startsWith('aisha_'));

  it('the metrics are read from the page that is generated from the code', () => {
    expect(own.length).toBeGreaterThan(60);
    expect(metrics.length - own.length).toBeGreaterThan(20); // Node's own metrics
  });

  it('metrics have a help, and a name that ends as Prometheus wants it: counters with _total, and no other', () => {
    for (const { name, help, type } of own) {
      expect([name, help.length > 15]).toEqual([name, true]);
      expect([name, type === 'counter']).toEqual([name, name.endsWith('_total')]);
    }
    expect(unitOf({ name: 'aisha_purchase_stars_total' })).toBe('stars');
    expect(unitOf({ name: 'aisha_queue_depth' })).toBe('a count');
    for (const { name } of own.filter(({ type }) => type === 'histogram')) expect(unitOf({ name })).toBe('seconds');
  });

  it('metrics have only labels of few values: each is listed with how many values it may have, and every listed label is used', () => {
    const used = new Set(metrics.flatMap(({ labels }) => labels));

    expect([...used].filter((label) => !LABELS[label])).toEqual([]);
    expect(Object.keys(LABELS).filter((label) => !used.has(label))).toEqual([]);
    for (const label of used) expect(label).not.toMatch(/user|person|chat|order_?id|trace|^id$|url|path|file|text/);
  });

  it('the label `app` of metrics may have the name of every app that ships, and no other value', () => {
    const apps = readdirSync(path.join(root, 'apps')).filter((app) => app !== 'sandbox');
    expect(LABELS['app']!.values?.toSorted()).toEqual(apps.sort());
  });

  /** The most series of a histogram: twelve buckets, the last bucket, the sum and the count. */
  const LONGEST_HISTOGRAM = 15;
  const mostSeriesOf = ({ name, type, labels }: Metric): number =>
    labels.reduce(
      (product, label) => product * boundOf(name, label)!.most,
      type === 'histogram' ? LONGEST_HISTOGRAM : 1,
    );

  it('metrics of an app make fewer than 30,000 series together, and each metric at most 9,000', () => {
    for (const metric of metrics) expect([metric.name, mostSeriesOf(metric) <= 9_000]).toEqual([metric.name, true]);
    for (const app of new Set(own.flatMap(({ apps }) => apps))) {
      const most = metrics
        .filter(({ apps }) => apps.includes(app) || apps.includes('each'))
        .reduce((sum, metric) => sum + mostSeriesOf(metric), 0);
      expect([app, most < 30_000]).toEqual([app, true]);
    }
  });
});

describe('an expression', () => {
  it.each([
    ['max(aisha_queue_age)', ['aisha_queue_age']],
    ['max(aisha_order_seconds)', ['aisha_order_seconds']], // a histogram is read by its buckets, sum and count
    ['max by (user_id) (aisha_queue_depth)', ['user_id']],
    ['max(aisha_queue_depth{kind="training"})', ['aisha_queue_depth{kind}']],
    ['max(aisha_orders_open{state=~"queued|paused"})', ['aisha_orders_open{state="paused"}']],
    ['max by (le) (rate(aisha_order_seconds_bucket{kind="training"}[5m]))', []],
  ])('a name in an expression that the code does not have is found: %s', (expr, unknown) => {
    expect(unknownIn(expr)).toEqual(unknown);
  });

  it('an expression that is no PromQL is refused where it breaks', () => {
    expect(() => readExpression('max by (queue) (aisha_queue_depth')).toThrow('no PromQL at');
  });
});

describe('alerts', () => {
  it.each(ALERTS)('alerts such as $name read metrics, labels and values that the code has', ({ expr, incident }) => {
    expect(unknownIn(expr)).toEqual([]);
    // The incident's series exist in the code too, and HEALTH says which values they have while all is well, or that
    // they are absent.
    for (const series of [...Object.keys(incident), ...Object.keys(HEALTH)]) {
      const { metric } = readExpression(series).selectors[0]!;
      expect([series, bySeries.has(metric)]).toEqual([series, true]);
    }
    const healthy = Object.keys(HEALTH).map((series) => readExpression(series).selectors[0]!.metric);
    for (const { metric } of readExpression(expr).selectors) expect(healthy).toContain(metric);
  });

  it('alerts have names that no other alert has, say what they mean, and lead to a runbook', () => {
    expect(new Set(ALERTS.map(({ name }) => name)).size).toBe(ALERTS.length);
    for (const { name, means, runbook } of ALERTS) {
      expect(name).toMatch(/^Aisha[A-Z]/);
      expect(means).toMatch(/^[A-Z].*\.$/);
      expect(RUNBOOKS).toContain(runbook);
    }
    // At night nobody would find a runbook that no alert names.
    expect(RUNBOOKS.filter((runbook) => !ALERTS.some((alert) => alert.runbook === runbook))).toEqual([]);
  });

  it('alerts that say a value do not fire below zero, where the value would say the opposite of its sentence', () => {
    const saying = ALERTS.filter(({ summary }) => summary.includes('$value'));
    expect(saying.length).toBeGreaterThan(3);
    for (const { name, expr } of saying) expect([name, expr]).toEqual([name, expect.not.stringMatching(/<=? *-/)]);
  });

  const written = parse(read('docker/monitoring/rules.yml')) as {
    groups: { name: string; rules: { alert: string; annotations: { runbook: string } }[] }[];
  };

  it('alerts are the same for Prometheus and for its operator on Kubernetes', () => {
    const rule = parse(read('k8s/components/alerts/prometheus-rule.yaml')) as {
      kind: string;
      metadata: { namespace: string };
      spec: object;
    };

    expect(rule.kind).toBe('PrometheusRule');
    expect(rule.metadata.namespace).toBe('aisha');
    expect(rule.spec).toEqual(written);
    expect(written.groups[0]!.rules.map(({ alert }) => alert)).toEqual(ALERTS.map(({ name }) => name));
  });

  whereThereIsPromtool('alerts are rules that Prometheus reads', () => {
    expect(promtool(['check', 'rules'], 'rules.yml', read('docker/monitoring/rules.yml'))).toBe('ok');
  });

  /** When the incident has gone on for long enough, in minutes. */
  const LATER = 100;
  const firing = (which: string) => `count(ALERTS{alertstate="firing"${which}})`;
  const test = (series: Series, expr: string, value: number | undefined, minutes: number) => ({
    interval: '1m',
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
    promql_expr_test: [
      { expr, eval_time: `${minutes}m`, exp_samples: value === undefined ? [] : [{ labels: '{}', value }] },
    ],
  });
  /** What promtool says about the tests. With a name only that alert is evaluated: all of them take half a second. */
  const tested = (tests: readonly object[], name?: string): string => {
    const groups = written.groups.map((group) => ({
      ...group,
      rules: group.rules.filter(({ alert }) => name === undefined || alert === name),
    }));
    writeFileSync(path.join(folder, 'rules.yml'), stringify({ groups }));
    return promtool(
      ['test', 'rules'],
      'test.yml',
      stringify({ rule_files: ['rules.yml'], evaluation_interval: '1m', tests }),
    );
  };

  whereThereIsPromtool('alerts are silent while the product is well', () => {
    expect(tested([20, LATER, 190].map((minutes) => test(HEALTH, firing(''), undefined, minutes)))).toBe('ok');
  });

  (hasPromtool ? it.each : it.skip.each)(ALERTS)(
    'the alert $name fires in its incident',
    ({ name, incident }: Alert) => {
      const series = { ...HEALTH, ...incident };
      expect(tested([test(series, `${firing(`,alertname="${name}"`)} > bool 0`, 1, LATER)], name)).toBe('ok');
    },
  );

  whereThereIsPromtool('alerts tell of a backup that has never ended well, too', () => {
    const last = Object.keys(HEALTH).find((series) => series.includes('last_successful'))!;
    const { [last]: _ended, ...never } = HEALTH;
    expect(tested([test(never, firing(',alertname="AishaBackupOld"'), 1, LATER)], 'AishaBackupOld')).toBe('ok');
  });

  whereThereIsPromtool('the test of alerts fails when an expected alert does not fire', () => {
    expect(tested([test(HEALTH, firing(',alertname="AishaOrderStuck"'), 1, LATER)], 'AishaOrderStuck')).toContain(
      'FAILED',
    );
  });
});

describe('dashboards', () => {
  interface Model {
    readonly uid: string;
    readonly panels: readonly {
      readonly id: number;
      readonly title: string;
      readonly datasource: { readonly uid: string };
      readonly gridPos: { readonly x: number; readonly w: number };
      readonly targets: readonly { readonly refId: string; readonly expr: string; readonly legendFormat: string }[];
    }[];
  }
  const dashboards = dashboardsOf(metrics);
  const DASHBOARD_FILES = 'docker/monitoring/grafana/dashboards';
  const models = readdirSync(path.join(root, DASHBOARD_FILES)).map(
    (file) => JSON.parse(read(`${DASHBOARD_FILES}/${file}`)) as Model,
  );
  const queries = dashboards.flatMap(({ name, panels }) =>
    panels.flatMap(({ title, queries }) =>
      Object.entries(queries).map(([legend, expr]) => ({ name, title, legend, expr })),
    ),
  );

  it('dashboards are those of the list, each with an id of its own; in each dashboard every panel has an id, a title and a place of its own', () => {
    expect(models.map(({ uid }) => uid).sort()).toEqual(dashboards.map(({ name }) => `aisha-${name}`).sort());
    for (const { panels } of models) {
      expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
      expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length);
      expect(new Set(panels.map(({ gridPos }) => JSON.stringify(gridPos))).size).toBe(panels.length);
      for (const { targets, datasource, gridPos } of panels) {
        expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
        expect(datasource.uid).toBe('${datasource}');
        expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
      }
    }
  });

  it.each(queries)('dashboards such as $name read what the code has: $title, $legend', ({ legend, expr }) => {
    expect(unknownIn(plain(expr))).toEqual([]);
    const { selectors } = readExpression(plain(expr));
    const labels = selectors.flatMap(({ metric }) => bySeries.get(metric)!.labels);
    for (const [, label] of legend.matchAll(/\{\{(\w+)\}\}/g)) expect(['instance', ...labels]).toContain(label);
  });

  whereThereIsPromtool('dashboards have only expressions that Prometheus reads', () => {
    const rules = queries.map(({ expr }, index) => ({
      record: `dashboard:query${index}`,
      expr: plain(expr),
    }));
    expect(promtool(['check', 'rules'], 'queries.yml', stringify({ groups: [{ name: 'dashboards', rules }] }))).toBe(
      'ok',
    );
  });

  it('the dashboard “other” has a panel for each metric of ours that no other panel and no alert reads', () => {
    const more = (type: string, name: string, labels: readonly string[]): Metric => ({
      name,
      type,
      labels,
      help: 'What is new',
      apps: ['billing'],
    });
    const other = dashboardsOf([
      ...metrics,
      more('gauge', 'aisha_new_bytes', ['app']),
      more('counter', 'aisha_new_total', []),
      more('histogram', 'aisha_new_seconds', ['job']),
      more('gauge', 'nodejs_new', []),
    ]).find(({ name }) => name === 'other');

    expect(other!.panels.slice(-3).map(({ unit, queries: one }) => [unit, one])).toEqual([
      ['bytes', { '{{app}}': 'max by (app) (aisha_new_bytes)' }],
      ['short', { aisha_new_total: 'sum (increase(aisha_new_total[1h]))' }],
      [
        's',
        { '{{job}}': 'histogram_quantile(0.95, sum by (le, job) (rate(aisha_new_seconds_bucket[$__rate_interval])))' },
      ],
    ]);
  });
});

describe('our processes', () => {
  it('alerts and dashboards read what every program reports, such as its memory, of our own processes alone', () => {
    const exprs = [
      ...ALERTS.map(({ expr }) => expr),
      ...dashboardsOf(metrics).flatMap(({ panels }) => panels.flatMap(({ queries }) => Object.values(queries))),
    ];
    const ofAll = exprs.filter((expr) =>
      readExpression(plain(expr)).selectors.some(({ metric }) => /^(nodejs|process)_/.test(metric)),
    );

    expect(ofAll.length).toBeGreaterThan(5);
    expect(ofAll.filter((expr) => !expr.includes(' and on (instance) last_over_time(aisha_build_info['))).toEqual([]);
  });

  it('an idle event loop does not count as held up', () => {
    expect(IDLE_EVENT_LOOP_S).toBe(LOOK_AT_EVENT_LOOP_EVERY_MS / 1_000);
  });
});

interface Service {
  readonly image: string;
  readonly command?: readonly string[];
  readonly mem_limit?: string;
  readonly logging?: object;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
}

describe('docker/monitoring.yml', () => {
  const { name, services } = parse(read('docker/monitoring.yml')) as {
    name: string;
    services: Record<string, Service>;
  };
  const apps = readdirSync(path.join(root, 'apps')).filter((app) => app !== 'sandbox');
  interface Scrapes {
    readonly rule_files: readonly string[];
    readonly scrape_configs: readonly {
      readonly honor_labels?: boolean;
      readonly sample_limit?: number;
      readonly body_size_limit?: string;
      readonly dns_sd_configs?: readonly { readonly names: string[]; readonly port: number }[];
    }[];
  }
  const prometheus = read('docker/monitoring/prometheus.yml');

  it('docker/monitoring.yml is valid for compose, and belongs to the project of compose.yml', () => {
    const { stdout, stderr } = spawnSync('npx', ['dclint', '-c', '.dclintrc', 'docker/monitoring.yml'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(`${stdout}${stderr}`).not.toContain('error');
    expect(name).toBe('aisha');
  });

  it('docker/monitoring.yml bounds the memory and the log of each service, names its release, and opens ports on this machine alone', () => {
    for (const [service, { image, mem_limit, logging, ports = [], healthcheck }] of Object.entries(services)) {
      expect([service, image]).toEqual([service, expect.stringMatching(/:v?\d+\.\d+\.\d+$/)]);
      expect([service, mem_limit]).toEqual([service, expect.stringMatching(/^\d+[mg]$/)]);
      expect(logging).toEqual({ driver: 'json-file', options: { 'max-size': '10m', 'max-file': '5' } });
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
      expect([service, healthcheck?.disable ?? healthcheck!.test!.length > 1]).toEqual([service, true]);
    }
  });

  it('docker/monitoring.yml mounts only files and folders that exist', () => {
    const mounted = Object.values(services)
      .flatMap(({ volumes = [] }) => volumes)
      .flatMap((volume) => /^(\.\/[^:]+):/.exec(volume)?.[1] ?? []);

    expect(mounted.length).toBeGreaterThan(3);
    for (const file of mounted) expect([file, existsSync(path.join(root, 'docker', file))]).toEqual([file, true]);
  });

  it('docker/monitoring.yml has a Prometheus that asks every replica of every app, under its name in compose.yml, and reads the rules of the alerts', () => {
    const { rule_files, scrape_configs } = parse(prometheus) as Scrapes;
    const { services: product } = parse(read('docker/compose.yml'), { merge: true }) as { services: object };
    const [{ names, port }] = scrape_configs.flatMap(({ dns_sd_configs = [] }) => dns_sd_configs) as [
      { names: string[]; port: number },
    ];

    expect(names).toEqual(apps.sort());
    expect(Object.keys(product)).toEqual(expect.arrayContaining(names));
    expect(port).toBe(8080); // HEALTH_PORT there
    // Where a sample brings a label that Prometheus would set, too, the app's own value counts.
    const scraped = scrape_configs.find(({ dns_sd_configs }) => dns_sd_configs)!;
    expect(scraped.honor_labels).toBe(true);
    expect(scraped).toMatchObject({ sample_limit: 30_000, body_size_limit: '8MB' });
    expect(rule_files).toEqual(['/etc/aisha/rules.yml']);
  });

  whereThereIsPromtool('docker/monitoring.yml has a configuration that Prometheus reads', () => {
    writeFileSync(path.join(folder, 'rules.yml'), read('docker/monitoring/rules.yml'));
    const here = prometheus.replace('/etc/aisha/', `${folder}/`);
    expect(promtool(['check', 'config'], 'prometheus.yml', here)).toBe('ok');
  });

  it('docker/monitoring.yml has a Grafana with the dashboards, whose data sources are services of the same file', () => {
    const provisioned = 'docker/monitoring/grafana/provisioning';
    const { datasources } = parse(read(`${provisioned}/datasources/aisha.yml`)) as { datasources: { url: string }[] };
    const { providers } = parse(read(`${provisioned}/dashboards/aisha.yml`)) as {
      providers: { options: { path: string } }[];
    };

    for (const { url } of datasources) expect(Object.keys(services)).toContain(new URL(url).hostname);
    expect(services['grafana']!.volumes).toContain(`./monitoring/grafana/dashboards:${providers[0]!.options.path}:ro`);
  });

  it('docker/monitoring.yml has a collector whose pipelines have every part that they name', () => {
    type Parts = Readonly<Record<string, object>>;
    const { service, ...parts } = parse(read('docker/monitoring/collector.yml')) as Record<
      'receivers' | 'processors' | 'exporters',
      Parts
    > & { service: { pipelines: Record<string, Record<'receivers' | 'processors' | 'exporters', string[]>> } };

    for (const pipeline of Object.values(service.pipelines))
      for (const part of ['receivers', 'processors', 'exporters'] as const)
        expect(Object.keys(parts[part])).toEqual(expect.arrayContaining(pipeline[part]));
    expect(JSON.stringify(parts.receivers)).toContain('0.0.0.0:4318');
  });
});

describe('runbooks', () => {
  /** The anchors of a page's headings, as links name them. */
  const anchorsOf = (page: string): string[] =>
    [...page.matchAll(/^##+ (.*)$/gm)].map(([, title]) =>
      title!
        .toLowerCase()
        .replace(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );

  it.each(RUNBOOKS.map(runbookPage))('the page and the section to which a runbook’s link leads exist: %s', (link) => {
    const [file, anchor] = link.split('#') as [string, string?];
    expect(existsSync(path.join(root, file))).toBe(true);
    if (anchor) expect(anchorsOf(read(file))).toContain(anchor);
  });

  /** The text of a page, or of its section that the link's anchor names. */
  const pageOf = (link: string): string => {
    const [file, anchor] = link.split('#') as [string, string?];
    const sections = read(file).split(/^(?=## )/m);
    return anchor ? sections.find((section) => anchorsOf(section).includes(anchor))! : sections.join('');
  };

  it('whom an alert wakes finds its name on the page to which it leads', () => {
    const named = ALERTS.map(({ name, runbook }) => [name, pageOf(runbookPage(runbook)).includes(`\`${name}\``)]);
    expect(named.filter(([, isNamed]) => !isNamed)).toEqual([]);
  });
});
