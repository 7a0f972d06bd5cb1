import { describe, expect, it } from '@jest/globals';
import { withWorkFacts } from '@aisha/platform';
import { traceOf } from './trace';

const aboutOrder = (orderId?: unknown) => ({ receiver: 'billing' as const, job: 'settle-hold', payload: { orderId } });

describe('the trace of a message', () => {
  it('the trace of a message is its order’s, whatever work sends it', () => {
    expect(withWorkFacts({ traceId: 'a poll' }, () => traceOf(aboutOrder('the-order'), 'm'))).toBe('the-order');
  });

  it.each([
    ['no order', undefined],
    ['what is no id', { id: 7 }],
  ])('the trace of a message about %s is that of the work that sends it', (_, orderId) => {
    expect(withWorkFacts({ traceId: 'a tap' }, () => traceOf(aboutOrder(orderId), 'm'))).toBe('a tap');
  });

  it('a message that no work sent begins a trace of its own', () => {
    expect(traceOf(aboutOrder(), 'm')).toBe('m');
  });
});
