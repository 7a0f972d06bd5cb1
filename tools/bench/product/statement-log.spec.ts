import { describe, expect, it } from '@jest/globals';
import { everyMinute } from './statement-log.mts';

describe('the list of what a product sends at rest', () => {
  it('each statement of each app is listed once with its number a minute, the most frequent first', () => {
    const sent = (by: string, statement: string) => ({ at: 0, session: '1', by, statement });
    const poll = sent('aisha_bot', 'SELECT poll');
    const list = everyMinute([sent('aisha_bot', 'SELECT 1'), poll, poll, sent('aisha_api', 'SELECT poll')], 30_000);

    expect(list.split('\n').map((line) => line.trim().split(/ {2,}/))).toEqual([
      ['4', 'aisha_bot', 'SELECT poll'],
      ['2', 'aisha_bot', 'SELECT 1'],
      ['2', 'aisha_api', 'SELECT poll'],
    ]);
  });
});
