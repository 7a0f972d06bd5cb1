import type { S3_FAULTS } from '@aisha/fakes/s3';

type On = 'put' | 'get';

/**
 * How often a fault happens, so that the caller of the storage's client has to try again, too: the client by itself makes one attempt fewer.
 */
const BEYOND_THE_CLIENT = 4;

/** Whether the storage's client itself tries again after this fault. After a refused key or a wrong body the caller has to try again. */
const isTriedAgain = (on: On, kind: string): boolean =>
  ['500', '503', 'reset', 'accept-then-reset'].includes(kind) || (on === 'put' && kind === 'cut');

/** A fault that the storage shows for the files of a prefix until its client gives up. */
export const storageTrouble = (on: On, kind: (typeof S3_FAULTS)[On][number], prefix: string) => ({
  on,
  kind,
  times: isTriedAgain(on, kind) ? BEYOND_THE_CLIENT : 1,
  delayMs: 1_000,
  match: prefix,
});
