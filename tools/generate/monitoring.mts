import { stringify } from 'yaml';
import { ALERTS } from '../monitoring/alerts.mts';
import type { Alert } from '../monitoring/alerts/alert.mts';
import { dashboardsOf, type Dashboard, type Panel } from '../monitoring/dashboards.mts';
import { metricsOfApps, metricsPage } from '../monitoring/metrics.mts';
import { runbookPage } from '../monitoring/alerts/runbooks.mts';
import { cell } from './source-comments.mts';

/** Alert rules for Prometheus and for its operator on Kubernetes, dashboards for Grafana, and the pages that list metrics and alerts. */
export async function monitoringFiles(root: string): Promise<Record<string, string>> {
  const metrics = await metricsOfApps(root);
  return {
    'docs/generated/metrics.md': metricsPage(metrics),
    'docs/generated/alerts.md': alertsPage(),
    'docker/monitoring/rules.yml': MADE_BY + stringify(ruleGroups()),
    'k8s/components/alerts/prometheus-rule.yaml': MADE_BY + stringify(prometheusRule()),
    ...Object.fromEntries(
      dashboardsOf(metrics).map((dashboard) => [
        `docker/monitoring/grafana/dashboards/${dashboard.name}.json`,
        JSON.stringify(grafanaModel(dashboard)),
      ]),
    ),
  };
}

const MADE_BY = '# Made by `npm run docs` of tools/monitoring/alerts/; change it there.\n';

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const ruleOf = ({ name, expr, for: held, severity, summary, means, runbook }: Alert) => ({
  alert: name,
  expr: oneLine(expr),
  ...(held !== '0m' && { for: held }),
  labels: { severity },
  annotations: { summary, description: means, runbook: runbookPage(runbook) },
});

const ruleGroups = () => ({ groups: [{ name: 'aisha', rules: ALERTS.map(ruleOf) }] });

const prometheusRule = () => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: { name: 'aisha', namespace: 'aisha', labels: { 'app.kubernetes.io/part-of': 'aisha' } },
  spec: ruleGroups(),
});

const alertsPage = (): string =>
  [
    '# Alerts',
    '',
    'Listed in `tools/monitoring/alerts/`; Prometheus reads `docker/monitoring/rules.yml`, its operator `k8s/components/alerts/`. A test lets each',
    'incident happen and sees the alert, and sees none in a product that is well. `page`: people suffer now, somebody is woken. `ticket`: within a working day.',
    'The metrics: [metrics](metrics.md).',
    '',
    '| Alert | Severity | When | For | Means | What to do |',
    '|---|---|---|---|---|---|',
    ...ALERTS.map(
      ({ name, severity, expr, for: held, means, runbook }) =>
        `| ${name} | ${severity} | \`${cell(oneLine(expr))}\` | ${held === '0m' ? 'at once' : held} | ${means} | [${runbook}](${runbookPage(runbook).replace('docs/', '../')}) |`,
    ),
    '',
  ].join('\n');

/** The sizes of panels in Grafana's grid of 24 columns: a row of stats is half as high as a row of graphs. */
const GRID = { stat: { w: 6, h: 4 }, lines: { w: 12, h: 8 }, bars: { w: 12, h: 8 } } as const;
const TYPES = { stat: 'stat', lines: 'timeseries', bars: 'bargauge' } as const;
const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };

function grafanaModel({ name, title, panels }: Dashboard): object {
  let [x, y, rowHeight] = [0, 0, 0];
  // Panels with a single value are above the graphs.
  const ordered = panels.toSorted((one, other) => Number(other.shape === 'stat') - Number(one.shape === 'stat'));
  const placed = ordered.map((one, index) => {
    const { w, h } = GRID[one.shape];
    if (x + w > 24) [x, y, rowHeight] = [0, y + rowHeight, 0];
    const gridPos = { x, y, w, h };
    x += w;
    rowHeight = Math.max(rowHeight, h);
    return { ...panelModel(one), id: index + 1, gridPos };
  });
  return {
    uid: `aisha-${name}`,
    title,
    tags: ['aisha'],
    editable: false,
    schemaVersion: 39,
    time: { from: 'now-6h', to: 'now' },
    refresh: '30s',
    templating: {
      list: [{ name: 'datasource', label: 'Prometheus', type: 'datasource', query: 'prometheus', current: {} }],
    },
    panels: placed,
  };
}

const panelModel = ({ title, shape, unit, about, queries }: Panel): object => ({
  type: TYPES[shape],
  title,
  description: about,
  datasource: DATASOURCE,
  fieldConfig: { defaults: { unit, ...(shape === 'lines' && { min: 0, custom: { fillOpacity: 10 } }) }, overrides: [] },
  ...(shape === 'lines' && {
    options: { legend: { displayMode: 'table', placement: 'right', calcs: ['lastNotNull', 'max'] } },
  }),
  targets: Object.entries(queries).map(([legend, expr], index) => ({
    refId: String.fromCharCode(65 + index),
    datasource: DATASOURCE,
    expr,
    legendFormat: legend,
    ...(shape !== 'lines' && { instant: true }),
  })),
});
