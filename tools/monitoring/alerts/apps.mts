import { ALWAYS_RUN } from '../../operate/status/running-apps.mts';
import type { Alert, Series } from './alert.mts';
import { IDLE_EVENT_LOOP_S, ofOurProcesses } from './our-processes.mts';

/** The labels that kube-state-metrics gives to the CronJob of k8s/components/backup. */
const BACKUP = 'namespace="aisha",cronjob="backup"';

const built = (app: string): string => `aisha_build_info{app="${app}",instance="${app}",version="0.1.0",commit="a"}`;

/** Alerts about processes: whether they run, and the resources that they need. */
export const APP_ALERTS: readonly Alert[] = [
  {
    name: 'AishaAppAbsent',
    expr: ALWAYS_RUN.map((app) => `absent(aisha_build_info{app="${app}"})`).join(' or '),
    for: '5m',
    severity: 'page',
    summary: 'No replica of {{ $labels.app }} answers.',
    means:
      'Without the gateway nobody gets an answer, without billing no order begins or ends, without the receiver results come late, by polling, without a worker its orders wait.',
    runbook: 'bad-release',
    incident: { [built('billing')]: '1x60 stale' },
  },
  {
    name: 'AishaRestarts',
    expr: ofOurProcesses('changes(process_start_time_seconds[15m]) > 3'),
    for: '0m',
    severity: 'page',
    summary: '{{ $labels.instance }} has started again {{ $value }} times within 15 minutes.',
    means: 'An app ends right after it starts. What it does waits, and is done when it runs again.',
    runbook: 'bad-release',
    incident: { 'process_start_time_seconds{instance="billing"}': '0+60x200' },
  },
  {
    name: 'AishaTwoReleases',
    expr: 'count(count by (version, commit) (aisha_build_info)) > 1',
    for: '1h',
    severity: 'ticket',
    summary: 'Two releases have run side by side for an hour.',
    means: 'A rollout is stuck. Messages that only the newer release can read wait for it.',
    runbook: 'rollback',
    incident: { 'aisha_build_info{app="billing",version="0.2.0",commit="b"}': '1x200' },
  },
  {
    name: 'AishaDiskFull',
    expr: 'min by (instance) (aisha_temporary_disk_bytes{of="free"}) < 0.1 * max by (instance) (aisha_temporary_disk_bytes{of="size"})',
    for: '5m',
    severity: 'page',
    summary: 'The temporary disk of {{ $labels.instance }} has {{ $value | humanize1024 }}B left.',
    means: 'Recordings and photos fail while they are worked on; people are told to send them again.',
    runbook: 'disk-full',
    incident: { 'aisha_temporary_disk_bytes{instance="billing",of="free"}': '5x200' },
  },
  {
    name: 'AishaChildrenKilled',
    expr: 'sum by (program) (increase(aisha_child_processes_ended_total{end="killed"}[15m])) > 20',
    for: '0m',
    severity: 'ticket',
    summary: '{{ $value }} processes of {{ $labels.program }} were killed within 15 minutes.',
    means:
      'Somebody sends files that hurt, or files take longer than they may. Their people are told that a file cannot be read.',
    runbook: 'flood',
    incident: { 'aisha_child_processes_ended_total{program="ffmpeg",end="killed"}': '0+3x200' },
  },
  {
    name: 'AishaProcessBusy',
    expr: ofOurProcesses(
      `min by (instance) (avg_over_time(nodejs_eventloop_lag_p99_seconds[10m])) - ${IDLE_EVENT_LOOP_S} > 1`,
    ),
    for: '10m',
    severity: 'ticket',
    summary: '{{ $labels.instance }} is held up for {{ $value }} seconds at a time.',
    means: 'What that app does takes seconds longer: it has too little processor.',
    runbook: 'queue-growing',
    incident: { 'nodejs_eventloop_lag_p99_seconds{instance="billing"}': '3x200' },
  },
  {
    name: 'AishaBackupOld',
    // A backup that has never succeeded counts from the creation of its CronJob. The limit is two nights and the two hours that a backup may take.
    expr: `time() - max(kube_cronjob_status_last_successful_time{${BACKUP}} or kube_cronjob_created{${BACKUP}}) > 50 * 3600`,
    for: '0m',
    severity: 'ticket',
    summary: 'The last good backup ended {{ $value | humanizeDuration }} ago.',
    means: 'What is lost from now on goes back further than a night.',
    runbook: 'no new backup',
    incident: { [`kube_cronjob_status_last_successful_time{${BACKUP}}`]: '-200000x200' },
  },
];

export const APP_HEALTH: Series = {
  ...Object.fromEntries(ALWAYS_RUN.map((app) => [built(app), '1x200'])),
  'process_start_time_seconds{instance="billing"}': '0x200',
  'process_start_time_seconds{instance="of-another-program"}': '0+60x200',
  'aisha_child_processes_ended_total{program="ffmpeg",end="ok"}': '0+9x200',
  'aisha_child_processes_ended_total{program="ffmpeg",end="killed"}': '0x100 1x100',
  'aisha_temporary_disk_bytes{instance="billing",of="free"}': '80x200',
  'aisha_temporary_disk_bytes{instance="billing",of="size"}': '100x200',
  'nodejs_eventloop_lag_p99_seconds{instance="billing"}': '1.2x200',
  'nodejs_eventloop_lag_p99_seconds{instance="of-another-program"}': '3x200',
  [`kube_cronjob_created{${BACKUP}}`]: '-900000x200',
  [`kube_cronjob_status_last_successful_time{${BACKUP}}`]: '0x200',
};
