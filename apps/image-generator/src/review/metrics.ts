import { Counter } from 'prom-client';

const VERDICTS = ['sound', 'broken', 'unknown'] as const;

/**
 * Pictures by verdict. Many that are broken: each is drawn again at our cost. Many that are unknown: vision is away, slow, or declines.
 */
export const picturesReviewed = new Counter({
  name: 'aisha_pictures_reviewed_total',
  help: 'Pictures that vision looked at before they were delivered, by verdict; unknown: it did not say in time.',
  labelNames: ['verdict'],
});

/** The cost of these pictures is in FAL's dollars, with everything else that is sent there. */
export const picturesRedrawn = new Counter({
  name: 'aisha_pictures_redrawn_total',
  help: 'Pictures that came out broken and were drawn again at our cost.',
});

for (const verdict of VERDICTS) picturesReviewed.inc({ verdict }, 0); // a series before its first event
