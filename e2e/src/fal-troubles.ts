import type { FAL_FAULTS, FalFaultParameters } from '@aisha/fakes/fal';
import type { FaultRequest } from '@aisha/fakes/faults';

/** A fault of FAL. A story may set several. */
export type FalFault = FaultRequest<typeof FAL_FAULTS, FalFaultParameters>;

/** FAL's faults, under the name that a story gives to the trouble. */
export type Troubles = Readonly<Record<string, readonly FalFault[]>>;

/** Faults that harm no order of any kind: the order is still done, paid and delivered once. */
export const HARMLESS: Troubles = {
  'a webhook that comes late': [{ on: 'webhook', kind: 'late', delayMs: 2_000 }],
  'a webhook that never comes': [{ on: 'webhook', kind: 'lost' }],
  'a webhook that comes three times at once': [{ on: 'webhook', kind: 'duplicate' }],
  'a webhook that overtakes the answer to the submission': [{ on: 'webhook', kind: 'early' }],
  'a forged webhook instead of the true one': [{ on: 'webhook', kind: 'forged' }],
  'a webhook signed too long ago': [{ on: 'webhook', kind: 'stale' }],
  'a webhook without a payload': [{ on: 'webhook', kind: 'null-payload' }],
  'a webhook that says error of what is done and well': [{ on: 'webhook', kind: 'error' }],
  'a submission that was taken though the line broke': [{ on: 'submit', kind: 'accept-then-reset' }],
  'a submission that was taken but never answered': [{ on: 'submit', kind: 'accept-then-hang' }],
  'a submission whose answer was cut': [{ on: 'submit', kind: 'cut' }],
  'a submission answered with nonsense': [{ on: 'submit', kind: 'malformed' }],
  'a submission refused because FAL is busy': [{ on: 'submit', kind: '429' }],
  'a submission refused because FAL is down': [{ on: 'submit', kind: '503', times: 2 }],
};
