import type { IncomingMessage } from 'node:http';
import { type Fault, Faults } from '../faults';
import type { S3Target } from './target';

const REFUSALS = ['403', '500', '503'] as const;

/** Everything the storage can be made to do wrong. `slow` is answered `delayMs` late, `reset` and `cut` break the line. */
export const S3_FAULTS = {
  /** `lost` is answered like one that was kept; `accept-then-reset` is kept and not answered; `cut` breaks amid the body. */
  put: [...REFUSALS, 'lost', 'slow', 'cut', 'reset', 'accept-then-reset'],
  /** `half` is sent half as though that were all of it. */
  get: [...REFUSALS, '404', 'half', 'slow', 'cut', 'reset'],
  remove: [...REFUSALS, 'slow', 'reset'],
} as const;

export interface S3FaultParameters {
  readonly delayMs?: number;
}

export type S3Faults = Faults<typeof S3_FAULTS, S3FaultParameters>;
export type S3Fault = Fault<typeof S3_FAULTS, keyof typeof S3_FAULTS, S3FaultParameters>;

export const createS3Faults = (): S3Faults => new Faults(S3_FAULTS);

/** The next fault for a request; its subject is `bucket/key`. What is asked of a bucket as a whole goes right, removals apart. */
export const takeFault = (faults: S3Faults, { method }: IncomingMessage, target: S3Target): S3Fault | undefined => {
  const subject = `${target.bucket}/${target.key}`;
  const isRemoval = method === 'DELETE' || target.query.some(([name]) => name === 'delete');
  if (isRemoval) return faults.take('remove', subject);
  if (target.key === '') return undefined;
  return faults.take(method === 'GET' || method === 'HEAD' ? 'get' : 'put', subject);
};
