import { Counter } from 'prom-client';

const LOOKS = ['moderator', 'classifier', 'vision'] as const;
export type WithheldBy = (typeof LOOKS)[number];

/**
 * Counts withheld pictures. We pay FAL for each of them and charge the person nothing, so many at once mean that a person tries out what
 * passes, or that a check is wrong.
 */
export const picturesWithheld = new Counter({
  name: 'aisha_pictures_withheld_total',
  help: 'Drawn pictures that were not delivered because of what they show, by the look that found it.',
  labelNames: ['by'],
});

for (const by of LOOKS) picturesWithheld.inc({ by }, 0); // so that the series exists before its first event
