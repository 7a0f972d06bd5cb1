import { Counter, Gauge, Histogram } from 'prom-client';

/**
 * How a run of a job ended. `handled`: the job had its effects; `repeated`: it had them before; `failed`: the runner will retry it; `dead`:
 * the runner gave it up; `needless`: the runner gave it up, and nothing was left to do.
 */
const JOB_OUTCOMES = ['handled', 'repeated', 'failed', 'dead', 'needless'] as const;
export type JobOutcome = (typeof JOB_OUTCOMES)[number];

export const jobsTotal = new Counter({
  name: 'aisha_jobs_total',
  help: 'Runs of jobs by how they ended',
  labelNames: ['job', 'outcome'] as const,
});

export const jobSeconds = new Histogram({
  name: 'aisha_job_seconds',
  help: 'How long a run of a job took',
  labelNames: ['job'] as const,
  buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 30, 60, 300, 1800],
});

/**
 * Each replica of the receiving app and of billing (decision 28) reports the whole queue: take the maximum, not the
 * sum.
 */
export const queueDepth = new Gauge({
  name: 'aisha_queue_depth',
  help: 'Jobs of a queue by state; each long job is a queue by its own name',
  labelNames: ['queue', 'state'] as const,
});

/** The gauge of waiting times. Several replicas report the same value, so take the maximum here, too. */
export const queueOldestSeconds = new Gauge({
  name: 'aisha_queue_oldest_seconds',
  help: 'How long the job that is next has waited for its turn; 0 when none waits',
  labelNames: ['queue'] as const,
});

/** Billing alone reports it: the apps share one server. Absent for a queue in Postgres, and for a Redis without maxmemory. */
export const queueMemory = new Gauge({
  name: 'aisha_queue_memory_bytes',
  help: 'Memory that the Redis of the queue uses, and its maxmemory: full, it takes no more jobs',
  labelNames: ['of'] as const,
});

/** Whether an operator has paused a queue. Only the app itself knows this of its own queues. */
export const queuePaused = new Gauge({
  name: 'aisha_queue_paused',
  help: '1 while an operator has this queue paused (npm run queue), else 0',
  labelNames: ['queue'] as const,
});

export const queueConcurrency = new Gauge({
  name: 'aisha_queue_concurrency',
  help: 'Jobs of the queue that this process runs at once at most; 0 while it is paused',
  labelNames: ['queue'] as const,
});

export const outboxOldestSeconds = new Gauge({
  name: 'aisha_outbox_oldest_seconds',
  help: 'Age of the oldest message that is written and not yet in the queue; 0 when there is none',
  labelNames: ['schema'] as const,
});

/** Above 0: an app that should take these messages is gone. */
export const outboxAbandoned = new Gauge({
  name: 'aisha_outbox_abandoned',
  help: 'Messages that nobody has handled for a week; they are published no more',
  labelNames: ['schema'] as const,
});

export const outboxPublishSeconds = new Histogram({
  name: 'aisha_outbox_publish_seconds',
  help: 'From the commit to the queue',
  labelNames: ['schema'] as const,
  buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2],
});

export const deadLetters = new Gauge({
  name: 'aisha_dead_letters',
  help: 'Messages that were given up and wait for an operator',
  labelNames: ['schema'] as const,
});

export const deadLettersOldestSeconds = new Gauge({
  name: 'aisha_dead_letters_oldest_seconds',
  help: 'How long the oldest of them has waited for an operator; 0 when there is none',
  labelNames: ['schema'] as const,
});

/** Shows the series of these jobs before their first event, so that `increase()` counts the first event, too. */
export const showJobs = (jobs: readonly string[]): void => {
  for (const job of jobs) for (const outcome of JOB_OUTCOMES) jobsTotal.inc({ job, outcome }, 0);
};
