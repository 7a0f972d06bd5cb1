import { Faults, TRANSPORT_FAULTS } from '../faults';
import type { ErrorType } from './jobs/errors';

/** Every fault that FAL can be told to have. */
export const FAL_FAULTS = {
  submit: [
    '401',
    '403-locked',
    'gone',
    '429',
    '500',
    '503',
    'accept-then-reset',
    'accept-then-hang',
    ...TRANSPORT_FAULTS,
  ],
  status: ['401', '404', '429', '500', '503', ...TRANSPORT_FAULTS],
  result: ['401', '404', '429', '500', '503', ...TRANSPORT_FAULTS],
  cancel: ['401', '429', '500', '503', 'too-late', ...TRANSPORT_FAULTS],
  storage: ['401', '403-locked', '429', '500', '503', ...TRANSPORT_FAULTS],
  cdn: ['404', '500', '503', ...TRANSPORT_FAULTS],
  jwks: ['500', '503', ...TRANSPORT_FAULTS],
  catalogue: ['deprecated', 'unlisted', '429', '500', '503', ...TRANSPORT_FAULTS],
  usage: ['dearer', 'stranger', 'negative', 'euros', 'one-a-page', '401', '429', '500', '503', ...TRANSPORT_FAULTS],
  payloads: ['files-stay', '401', '404', '429', '500', '503', ...TRANSPORT_FAULTS],
  job: [
    'fail',
    'nsfw',
    'nsfw-shown',
    'fewer',
    'stranger',
    'one-missing',
    'broken',
    'ruined',
    'explicit',
    'never-finish',
  ],
  webhook: ['lost', 'duplicate', 'late', 'early', 'forged', 'stale', 'null-payload', 'error'],
} as const;

export interface FalFaultParameters {
  /** How late a webhook or the refusal of a submission is, or how slow a body is. */
  readonly delayMs?: number;
  /** The error a job fails with; `internal_server_error` when absent. */
  readonly errorType?: ErrorType;
  /**
   * The number of pictures: spoilt by `nsfw`, `nsfw-shown`, `broken`, `ruined` or `explicit` (all when absent), or delivered by `fewer` (one
   * fewer when absent).
   */
  readonly images?: number;
}

export type FalFaults = Faults<typeof FAL_FAULTS, FalFaultParameters>;
export const createFalFaults = (): FalFaults => new Faults(FAL_FAULTS);
