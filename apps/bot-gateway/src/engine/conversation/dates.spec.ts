import { describe, expect, it } from '@jest/globals';
import { calendarOf, dayText, momentText } from './dates';

const NOW = new Date('2026-11-21T20:30:00Z');

describe('when something was', () => {
  it.each([
    ['2026-11-21T17:52:00Z', 'сегодня, 20:52', 'today, 5:52 PM'],
    ['2026-11-20T21:30:00Z', 'сегодня, 00:30', 'yesterday, 9:30 PM'],
    ['2026-11-20T20:59:00Z', 'вчера, 23:59', 'yesterday, 8:59 PM'],
    ['2026-11-19T12:00:00Z', '19 нояб. 2026 г., 15:00', 'Nov 19, 2026, 12:00 PM'],
  ])('%s is told by the clocks and in the words of who reads it', (at, ru, en) => {
    expect(momentText(new Date(at), NOW, calendarOf('ru'))).toBe(ru);
    expect(momentText(new Date(at), NOW, calendarOf('en')).replaceAll('\u202f', ' ')).toBe(en);
  });

  it('follows the time zone that the person chose', () => {
    const vladivostok = calendarOf('ru', 'Asia/Vladivostok');

    expect(momentText(new Date('2026-11-21T13:52:00Z'), NOW, vladivostok)).toBe('вчера, 23:52');
    expect(dayText(NOW, vladivostok)).toBe('22 нояб. 2026 г.');
  });
});
