import type { Message } from '@aisha/contracts';
import { openSending, workFacts, type OpenSpan } from '@aisha/platform';
import { jobIdOf, type OutgoingMessage } from './outgoing-message';

/**
 * The trace of a message: its order's, or else that of the work that sent it; a message that no work sent begins a
 * trace of its own.
 */
export const traceOf = ({ payload }: Message, messageId: string): string =>
  typeof payload['orderId'] === 'string' ? payload['orderId'] : (workFacts().traceId ?? messageId);

/** The span of a message's sending: its handling, however late and however often, is a part of this span. */
export const sendingOf = ({ id, traceId, receiver, job }: OutgoingMessage): OpenSpan | undefined => {
  const messageId = jobIdOf(id); // as the receiver knows it
  return openSending({
    name: `send ${job}`,
    messageId,
    traceId: traceId ?? id,
    facts: { 'messaging.destination.name': receiver, 'messaging.message.id': messageId, 'aisha.job': job },
  });
};
