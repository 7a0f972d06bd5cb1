import type { Message } from '@aisha/contracts';
import { newId, workFacts } from '@aisha/platform';

/** The trace a message belongs to: its order's, or else that of the work it comes from. */
export const traceOf = ({ payload }: Message): string =>
  typeof payload['orderId'] === 'string' ? payload['orderId'] : (workFacts().traceId ?? newId());
