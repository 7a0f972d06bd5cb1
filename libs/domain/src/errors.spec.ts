import { describe, expect, it } from '@jest/globals';
import { AppError, asAppError, ERROR_CODE_NAMES, ERROR_CODES } from './errors';

describe('an error', () => {
  it.each(ERROR_CODE_NAMES)('%s may be retried exactly when ERROR_CODES says so', (code) =>
    expect(new AppError(code).mayRetry).toBe(ERROR_CODES[code].retry === 'later'),
  );

  /** A second attempt of any of these costs money or does harm. */
  it.each(['submit-unknown', 'capture-exceeds-hold', 'idempotency-conflict', 'payment-fits-no-pack'] as const)(
    '%s is never retried',
    (code) => expect(new AppError(code).mayRetry).toBe(false),
  );

  it('an error keeps its facts and its cause', () => {
    const cause = new Error('socket hang up');
    expect(new AppError('provider-busy', { cause, facts: { status: 429 } })).toMatchObject({
      name: 'AppError',
      message: 'provider-busy',
      cause,
      facts: { status: 429 },
    });
    expect(new AppError('provider-busy').facts).toEqual({});
    expect('cause' in new AppError('provider-busy')).toBe(false);
  });

  it('an AppError stays itself, and any other error becomes one with the code unexpected', () => {
    const named = new AppError('file-missing');
    expect(asAppError(named)).toBe(named);
    const other = new TypeError('x is undefined');
    expect(asAppError(other)).toMatchObject({ code: 'unexpected', cause: other });
  });
});
