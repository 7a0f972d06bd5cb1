import { describe, expect, it } from '@jest/globals';
import { credits } from './credits';
import { limitAfter, limitAt, NO_LIMIT } from './spending-limits';

const NOW = new Date('2026-12-01T20:00:00Z');
const TOMORROW = new Date('2026-12-01T21:00:00Z');

describe("a person's own limit", () => {
  it("a person's own limit is in force at once when it is set or lowered", () => {
    const set = limitAfter(NO_LIMIT, credits(100), NOW, TOMORROW);
    expect(limitAt(set, NOW)).toBe(credits(100));
    expect(limitAt(limitAfter(set, credits(50), NOW, TOMORROW), NOW)).toBe(credits(50));
  });

  it.each([
    ['raised', credits(500)],
    ['taken off', null],
  ])("a person's own limit that is %s is in force only from the next day on", (_, asked) => {
    const set = limitAfter(NO_LIMIT, credits(100), NOW, TOMORROW);
    const raised = limitAfter(set, asked, NOW, TOMORROW);

    expect(limitAt(raised, NOW)).toBe(credits(100));
    expect(limitAt(raised, TOMORROW)).toBe(asked);
    expect(limitAt(limitAfter(raised, credits(20), NOW, TOMORROW), TOMORROW)).toBe(credits(20)); // the person has changed their mind
  });
});
