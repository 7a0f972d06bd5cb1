import type { IncomingMessage } from 'node:http';
import { type Fault, Faults } from '../faults';
import type { S3Target } from './target';

const REFUSALS = ['403', '500', '503'] as const;

/**
 * Every fault that the storage can be told to have. `slow` is answered `delayMs` late, `reset` and `cut` break the
 * connection.
 */
export const S3_FAULTS = {
  /**
   * `lost` is answered as if the object were kept; `accept-then-reset` keeps it and gives no answer; `cut` breaks in
   * the middle of the body.
   */
  put: [...REFUSALS, 'lost', 'slow', 'cut', 'reset', 'accept-then-reset'],
  /** `half` sends half of the object as if it were the whole. */
  get: [...REFUSALS, '404', 'half', 'slow', 'cut', 'reset'],
  remove: [...REFUSALS, 'slow', 'reset'],
} as const;

interface S3FaultParameters {
  readonly delayMs?: number;
}

export type S3Faults = Faults<typeof S3_FAULTS, S3FaultParameters>;
export type S3Fault = Fault<typeof S3_FAULTS, keyof typeof S3_FAULTS, S3FaultParameters>;

export const createS3Faults = (): S3Faults => new Faults(S3_FAULTS);

/**
 * The next fault for a request; its subject is `bucket/key`. Requests about a bucket as a whole, except removals, never
 * fail.
 */
export const takeFault = (faults: S3Faults, { method }: IncomingMessage, target: S3Target): S3Fault | undefined => {
  const subject = `${target.bucket}/${target.key}`;
  const isRemoval = method === 'DELETE' || target.query.some(([name]) => name === 'delete');
  if (isRemoval) return faults.take('remove', subject);
  if (target.key === '') return undefined;
  return faults.take(method === 'GET' || method === 'HEAD' ? 'get' : 'put', subject);
};
