import type { Instance } from '../asked-apps.mts';
import { appsWith, finding, isDown, worst, type Sign } from './finding.mts';

/** When a job waits longer than this, something is wrong. The alert AishaQueueGrows has the same bound. */
const QUEUE_WAITS_S = 300;

/** A person gives up on a tap that gets no answer for this long. */
const UPDATES_WAIT_S = 20;

const OUTBOX_WAITS_S = 60;

/** A chat in which this many updates wait is not a person tapping, but a flood. */
const FLOOD_UPDATES = 50;

const pausedQueues = (instances: readonly Instance[]): string[] => [
  ...new Set(
    instances.flatMap(({ metrics }) => metrics.above('aisha_queue_paused', 0).map(({ labels }) => labels['queue']!)),
  ),
];

export const queueIsAway: Sign = ({ apps: { instances } }) => {
  const without = appsWith(instances, (instance) => isDown('queue', instance));
  if (without.length === 0) return [];
  return [
    finding(
      `The queue does not answer ${without.join(', ')}.`,
      'answers and orders come late; messages wait in Postgres, none is lost',
      'redis-lost',
    ),
  ];
};

export const queuesGrow: Sign = ({ apps: { instances } }) => {
  const paused = appsWith(instances, ({ metrics }) => metrics.above('aisha_queue_paused', 0).length > 0);
  const late = worst(instances, 'aisha_queue_oldest_seconds', QUEUE_WAITS_S);
  const unpublished = worst(instances, 'aisha_outbox_oldest_seconds', OUTBOX_WAITS_S);
  return [
    ...(paused.length > 0
      ? [
          finding(
            `An operator has paused ${pausedQueues(instances).join(', ')}.`,
            'what this queue carries waits until it is resumed',
            'queue-growing',
          ),
        ]
      : []),
    ...(late
      ? [
          finding(
            `Nobody takes the jobs of ${late.labels['queue']}: the oldest waits ${Math.round(late.value)} s.`,
            'their taps and orders come to nothing until it goes on; none is lost',
            'queue-growing',
          ),
        ]
      : []),
    ...(unpublished
      ? [
          finding(
            `Messages of ${unpublished.labels['schema']} do not reach the queue: the oldest waits ${Math.round(unpublished.value)} s.`,
            'answers and orders come late; none is lost',
            'redis-lost',
          ),
        ]
      : []),
  ];
};

export const updatesWait: Sign = ({ apps: { instances }, database }) => {
  const busiest = database?.answers ? database.busiestChat : null;
  if (busiest && busiest.waiting >= FLOOD_UPDATES)
    return [
      finding(
        `One chat has ${busiest.waiting} updates waiting, of ${busiest.chats} chats with any.`,
        'nobody else: each chat has a queue of its own',
        'flood',
      ),
    ];
  const late = worst(instances, 'aisha_updates_oldest_seconds', UPDATES_WAIT_S);
  if (!late) return [];
  const waiting = worst(instances, 'aisha_updates_waiting', 0)?.value ?? 0;
  return [
    finding(
      `${waiting} updates are not handled, the oldest for ${Math.round(late.value)} s.`,
      'the bot answers late, or not at all',
      'flood',
    ),
  ];
};
