import { describe, expect, it } from '@jest/globals';
import { calendarOf, dayText, isoDayText, momentText, shortDayText } from './dates';

const NOW = new Date('2026-11-21T20:30:00Z');

describe('the words for a time', () => {
  it.each([
    ['2026-11-21T17:52:00Z', 'сегодня, 20:52', 'today, 5:52 PM'],
    ['2026-11-20T21:30:00Z', 'сегодня, 00:30', 'yesterday, 9:30 PM'],
    ['2026-11-20T20:59:00Z', 'вчера, 23:59', 'yesterday, 8:59 PM'],
    ['2026-11-19T12:00:00Z', '19 ноября 2026, 15:00', 'Nov 19, 2026, 12:00 PM'],
  ])('%s is written in the reader’s language and time zone', (at, ru, en) => {
    expect(momentText(new Date(at), NOW, calendarOf('ru'))).toBe(ru);
    expect(momentText(new Date(at), NOW, calendarOf('en')).replaceAll('\u202f', ' ')).toBe(en);
  });

  it('a time on a button has no year, unless it is another year by the reader’s clock', () => {
    const newYearInMoscow = new Date('2025-12-31T22:00:00Z');

    expect(shortDayText(new Date('2026-11-20T12:00:00Z'), NOW, calendarOf('ru'))).toBe('20 ноября');
    expect(shortDayText(newYearInMoscow, NOW, calendarOf('ru'))).toBe('1 января');
    expect(shortDayText(newYearInMoscow, NOW, calendarOf('en'))).toBe('Dec 31, 2025');
  });

  it('a time follows the time zone that the person chose', () => {
    const vladivostok = calendarOf('ru', 'Asia/Vladivostok');

    expect(momentText(new Date('2026-11-21T13:52:00Z'), NOW, vladivostok)).toBe('вчера, 23:52');
    expect(dayText(NOW, vladivostok)).toBe('22 ноября 2026');
    expect(isoDayText(NOW, vladivostok)).toBe('2026-11-22');
    expect(isoDayText(NOW, calendarOf('en'))).toBe('2026-11-21');
  });
});
