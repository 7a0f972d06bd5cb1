import { Counter, Histogram } from 'prom-client';

export const outcomes = new Counter({
  name: 'aisha_generations_total',
  help: 'Generations that ended, by state and reason.',
  labelNames: ['state', 'reason'],
});

export const secondsTaken = new Histogram({
  name: 'aisha_generation_seconds',
  help: 'From leaving our queue to the end.',
  labelNames: ['state'],
  buckets: [2, 5, 10, 20, 40, 80, 160, 320, 640],
});

export const drawnAgain = new Counter({
  name: 'aisha_generations_drawn_again_total',
  help: 'Paid submissions repeated at our cost, because the provider was silent.',
});
