import { Counter, Gauge, Histogram } from 'prom-client';

export const trainingsEnded = new Counter({
  name: 'aisha_trainings_ended_total',
  help: 'Trainings that ended, by outcome: succeeded, or the code of what ended it',
  labelNames: ['outcome'],
});

/** Minutes at FAL: from about half a minute in the sandbox to an hour. */
const BUCKETS_SECONDS = [30, 60, 120, 300, 600, 1_200, 1_800, 3_600];

export const trainingSeconds = new Histogram({
  name: 'aisha_training_duration_seconds',
  help: 'From submitting a training to its end',
  labelNames: ['preset'],
  buckets: BUCKETS_SECONDS,
});

/** Above 0: FAL may be running a training that we do not know. */
export const submissionsUnknown = new Counter({
  name: 'aisha_training_submissions_unknown_total',
  help: 'Trainings sent to FAL of which we do not know whether they were taken',
});

export const trainingsOpen = new Gauge({
  name: 'aisha_trainings_open',
  help: 'Trainings that have not ended, by state; every replica says the same',
  labelNames: ['state'],
});
