import { Counter } from 'prom-client';

const VERDICTS = ['sound', 'broken', 'unknown'] as const;

/**
 * Counts pictures by verdict. Many broken ones cost us money, because up to four of an order are drawn again. Many unknown ones mean that
 * the vision model does not answer, is slow, or declines.
 */
export const picturesReviewed = new Counter({
  name: 'aisha_pictures_reviewed_total',
  help: 'Pictures that vision looked at before they were delivered, by verdict; unknown: it did not say in time.',
  labelNames: ['verdict'],
});

/** The cost of redrawn pictures is part of the metric of all FAL requests. */
export const picturesRedrawn = new Counter({
  name: 'aisha_pictures_redrawn_total',
  help: 'Pictures that came out broken and were drawn again at our cost.',
});

for (const verdict of VERDICTS) picturesReviewed.inc({ verdict }, 0); // so that the series exists before its first event
