import type { S3_FAULTS } from '@aisha/fakes/s3';

type On = 'put' | 'get';

/** The storage's client tries one time less by itself. */
const BEYOND_THE_CLIENT = 4;

/** Whether that client does; a refused key, or a body that came to its end wrongly, it leaves to us. */
const isTriedAgain = (on: On, kind: string): boolean =>
  ['500', '503', 'reset', 'accept-then-reset'].includes(kind) || (on === 'put' && kind === 'cut');

/** The storage does this to the files of a prefix, so often that its client gives up. */
export const storageTrouble = (on: On, kind: (typeof S3_FAULTS)[On][number], prefix: string) => ({
  on,
  kind,
  times: isTriedAgain(on, kind) ? BEYOND_THE_CLIENT : 1,
  delayMs: 1_000,
  match: prefix,
});
