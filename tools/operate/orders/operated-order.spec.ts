import { describe, expect, it } from '@jest/globals';
import { OPERATOR_ACTIONS } from '@aisha/contracts';
import { whyNot } from './operated-order.mts';

type Order = Parameters<typeof whyNot>[1];

const QUEUED: Order = {
  state: 'queued',
  hasEnded: false,
  isSubmitted: false,
  isHeld: false,
  isDeferred: false,
  cancelledFor: null,
  delivered: 0,
  units: 1,
  errorCode: null,
};
const AT_PROVIDER: Order = { ...QUEUED, state: 'waiting', isSubmitted: true };
const ENDED: Order = { ...QUEUED, hasEnded: true };
const DONE = 'It has ended: succeeded, 1 of 1 delivered.';
const FAILED = 'It has ended: failed, 0 of 1 delivered, unexpected.';
const FETCHED = 'Its result is under way: it is being fetched, and delivered in a moment.';

describe('an operator’s request about an order', () => {
  it.each<[what: string, order: Order, cancel: string | null, retry: string | null]>([
    ['at the provider is done', AT_PROVIDER, null, null],
    ['whose cancel is stuck is done', { ...AT_PROVIDER, cancelledFor: 61 }, null, null],
    ['that is deferred is done', { ...QUEUED, isDeferred: true }, null, null],
    ['that waits for its turn: only its cancel', QUEUED, null, 'It waits for its turn and for nothing else.'],
    ['that is worked on: only its cancel', { ...QUEUED, isHeld: true }, null, 'A process works on it at this moment.'],
    [
      'that its person is cancelling: no cancel',
      { ...AT_PROVIDER, cancelledFor: 2 },
      'Its person is cancelling it.',
      null,
    ],
    ['whose result is fetched is refused', { ...AT_PROVIDER, isHeld: true }, FETCHED, FETCHED],
    ['that was delivered is refused', { ...ENDED, state: 'succeeded', delivered: 1 }, DONE, DONE],
    ['that failed is refused', { ...ENDED, state: 'failed', errorCode: 'unexpected' }, FAILED, FAILED],
    [
      'that its person has cancelled is refused',
      { ...ENDED, state: 'cancelled', errorCode: 'cancelled-by-user' },
      'Its person has cancelled it.',
      'Its person has cancelled it.',
    ],
  ])('an operator’s request about an order %s', (_, order, ...refusals) => {
    expect(OPERATOR_ACTIONS.map((action) => whyNot(action, order))).toEqual(refusals);
  });
});
