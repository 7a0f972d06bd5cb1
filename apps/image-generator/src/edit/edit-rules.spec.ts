import { describe, expect, it } from '@jest/globals';
import { HARMLESS_CHANGES, HOSTILE_CHANGES } from '../../spec/changes';
import { brokenEditRule, EDIT_PATTERNS, type EditRule } from './edit-rules';
import { brokenRule } from '../moderation/word-rules';

const rows = (table: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(table).flatMap(([of, texts]) => texts.map((text) => [of, text] as const));

/** The rule that refuses a change without any model: a rule of edits, or a rule of ideas. */
const refusal = (change: string): string | null => brokenEditRule(change) ?? brokenRule(change);

describe('the rules of edits', () => {
  it.each(rows(HOSTILE_CHANGES.undresses))('the rules allow nobody to be undressed, in %s: %s', (_language, change) => {
    expect(refusal(change)).not.toBeNull();
  });

  it.each(rows(HOSTILE_CHANGES.child))('the rules allow no child, in %s: %s', (_language, change) => {
    expect(brokenEditRule(change)).toBe('child' satisfies EditRule);
  });

  it.each(rows(HOSTILE_CHANGES.otherFace))('the rules allow nobody else’s face, in %s: %s', (_language, change) => {
    expect(refusal(change)).toMatch(/other-face|named-person/);
  });

  it.each(rows(HARMLESS_CHANGES))('the rules allow harmless changes, in %s: %s', (_language, change) => {
    expect(refusal(change)).toBeNull();
  });

  it.each(Object.entries(HOSTILE_CHANGES))(
    'the rules refuse a forbidden change in the middle of an innocent text: %s',
    (_rule, changes) => {
      const around = HARMLESS_CHANGES.ru.slice(0, 3).join(', ');

      const passed = rows(changes).filter(([, change]) => refusal(`${around}. ${change}. ${around}`) === null);
      expect(passed).toEqual([]);
    },
  );

  it('each repetition in the rules of edits has an upper limit', () => {
    for (const pattern of Object.values(EDIT_PATTERNS).flat()) expect(pattern).not.toMatch(/[^\\][*+]|\{\d+,\}/);
  });

  it('the rules of edits ask only patterns with fewer than fifty classes like “any letter”, because V8 compiles longer ones slowly', () => {
    const asked: string[] = [];
    const { test } = RegExp.prototype;
    RegExp.prototype.test = function (text) {
      asked.push(this.source);
      return test.call(this, text);
    };
    try {
      brokenEditRule('сделай фон морем');
    } finally {
      RegExp.prototype.test = test;
    }

    expect(asked.length).toBeGreaterThan(10);
    for (const source of asked) expect(source.split('\\p{').length).toBeLessThan(50);
  });

  it('the rules of edits read the longest possible sentence within a second', () => {
    const long = 'сними с неё это красивое '.repeat(16).slice(0, 400);
    const began = performance.now();

    brokenEditRule(long);

    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
