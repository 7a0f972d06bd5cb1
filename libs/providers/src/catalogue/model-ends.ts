import { Gauge } from 'prom-client';

/**
 * Models that are served and have no announced end have no series. For a model that is gone without notice, the end is when we first found
 * that.
 */
export const modelEnds = new Gauge({
  name: 'aisha_model_ends_timestamp_seconds',
  help: 'When a model that orders take is switched off, by what its provider announces or has answered; a model without such a day is not listed',
  labelNames: ['model'] as const,
});
