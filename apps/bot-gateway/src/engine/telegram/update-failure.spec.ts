import { describe, expect, it } from '@jest/globals';
import { AppError } from '@aisha/domain';
import { QueryRunnerAlreadyReleasedError } from 'typeorm';
import { isUpdatesOwn } from './update-failure';

const ofDatabase = (code: string): Error => Object.assign(new Error('query failed'), { driverError: { code } });
const ofSystem = (code: string): Error => Object.assign(new Error('no connection'), { code });

describe('a failure', () => {
  it.each([
    ['an error of the code', new TypeError('x is undefined')],
    ['text that Postgres refuses', ofDatabase('22P05')],
    ['a broken constraint', ofDatabase('23514')],
    ['an error that no retry cures', new AppError('file-missing')],
  ])('an update fails by its own fault with %s', (_, error) => {
    expect(isUpdatesOwn(error, 1_000)).toBe(true);
  });

  it.each([
    ['a statement that took too long', ofDatabase('57014')],
    ['a lock', ofDatabase('55P03')],
    ['a column of another release', ofDatabase('42703')],
    ['a lost connection', ofSystem('ECONNRESET')],
    ['a connection that broke between two statements', new QueryRunnerAlreadyReleasedError()],
    ['no free connection', new Error('timeout exceeded when trying to connect')],
    ['storage that is away', new AppError('storage-unreachable')],
  ])(
    'an update that fails with %s does not fail by its own fault, unless it came more than 15 minutes ago',
    (_, error) => {
      expect(isUpdatesOwn(error, 1_000)).toBe(false);
      expect(isUpdatesOwn(error, 20 * 60_000)).toBe(true);
    },
  );
});
