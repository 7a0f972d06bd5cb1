import { CancelOrder } from './cancel-order';
import { DeleteResult } from './delete-result';
import { FinishAtProvider } from './finish-at-provider';
import { OperateOrder } from './operate-order';

/** The messages that each worker handles about an order that has begun, whatever its kind. */
export const ORDER_JOBS = {
  'cancel-order': CancelOrder,
  'operate-order': OperateOrder,
  'delete-result': DeleteResult,
} as const;

/** The messages of a worker whose orders go to a provider. */
export const REMOTE_ORDER_JOBS = { ...ORDER_JOBS, 'finish-order': FinishAtProvider } as const;
