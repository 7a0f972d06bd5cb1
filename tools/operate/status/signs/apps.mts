import type { Instance } from '../asked-apps.mts';
import { REST_AT_ZERO } from '../running-apps.mts';
import { appsWith, finding, type Seen, type Sign } from './finding.mts';

/** An autoscaler starts an app within a minute of the first order for it; an app that works takes its jobs at once. */
const STARTS_WITHIN_S = 180;

/**
 * Whether work has waited for an app longer than its start takes. Only billing measures this, so the answer is yes when billing reports
 * nothing.
 */
const isAwaited = (app: string, instances: readonly Instance[]): boolean => {
  const isTold = instances.some(({ metrics }) => metrics.has('aisha_orders_oldest_open_seconds', { app }));
  return (
    !isTold ||
    instances.some(
      ({ metrics }) =>
        metrics.above('aisha_orders_oldest_open_seconds', STARTS_WITHIN_S, { app }).length > 0 ||
        metrics.above('aisha_queue_oldest_seconds', STARTS_WITHIN_S, { queue: app }).length > 0,
    )
  );
};

/** The apps that rest at zero replicas: their host names lead to no address, and nothing waits for them. An app that died still has an address. */
const appsAtRest = ({ apps: { nowhere, instances } }: Seen): string[] =>
  nowhere.filter((app) => REST_AT_ZERO.includes(app) && !isAwaited(app, instances));

export const restingApps = (seen: Seen): string[] =>
  appsAtRest(seen).map((app) => `no process of ${app} runs, and nothing waits for one`);

export const appsAreSilent: Sign = (seen) => {
  const { apps, instances } = seen.apps;
  const resting = appsAtRest(seen);
  const silent = seen.apps.silent.filter((app) => !resting.includes(app));
  const none = silent.filter((app) => !instances.some((instance) => instance.app === app));
  const some = silent.filter((app) => !none.includes(app));
  // Leaves out an app whose dependency is down: such an app is not ready, but the finding about the dependency already names the cause.
  const unready = appsWith(
    instances,
    ({ isReady, dependencies }) => !isReady && dependencies.every(({ ok }) => ok),
  ).filter((app) => !silent.includes(app));
  return [
    ...(none.length > 0
      ? [
          finding(
            `${none.length === apps.length ? 'No app answers' : `No process of ${none.join(', ')} answers`}.`,
            none.includes('bot-gateway') ? 'the bot does not answer' : 'what these apps do waits; nothing is lost',
            'bad-release',
          ),
        ]
      : []),
    ...(some.length > 0
      ? [finding(`A process of ${some.join(', ')} does not answer.`, 'less is done at once', 'bad-release')]
      : []),
    ...(unready.length > 0
      ? [finding(`${unready.join(', ')}: not ready.`, 'requests to these apps are refused', 'bad-release')]
      : []),
  ];
};

export const releasesDiffer: Sign = ({ apps: { instances } }) => {
  const releases = new Set(
    instances.map(({ metrics }) => {
      const { version = '?', commit = '?' } = metrics.labelsOf('aisha_build_info') ?? {};
      return `${version} (${commit.slice(0, 8)})`;
    }),
  );
  if (releases.size < 2) return [];
  return [
    finding(
      `Two releases run side by side: ${[...releases].join(', ')}.`,
      'nothing while a rollout goes on; after an hour it is stuck',
      'rollback',
    ),
  ];
};
