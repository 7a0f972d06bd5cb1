import type { Message } from '@aisha/contracts';
import { newId, workFacts } from '@aisha/platform';

/** The trace of a message: its order's, or else that of the work that sent it. */
export const traceOf = ({ payload }: Message): string =>
  typeof payload['orderId'] === 'string' ? payload['orderId'] : (workFacts().traceId ?? newId());
