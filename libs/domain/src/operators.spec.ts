import { describe, expect, it } from '@jest/globals';
import { ACT_NAMES, mayDo, OPERATOR_AT_MOST, operatorInTelegram, parseAdmins, ROLES } from './operators';
import type { TelegramId } from './ids';

describe('operators', () => {
  it('an owner may do every act, support some of them, and read-only none', () => {
    const counts = ROLES.map((role) => ACT_NAMES.filter((act) => mayDo(role, act)).length);

    expect(counts[0]).toBe(ACT_NAMES.length);
    expect(counts[1]).toBeGreaterThan(0);
    expect(counts[1]).toBeLessThan(ACT_NAMES.length);
    expect(counts[2]).toBe(0);
  });

  it('support helps people and sets no price', () => {
    expect(mayDo('support', 'give-credits')).toBe(true);
    expect(mayDo('support', 'set-price')).toBe(false);
  });

  it('the longest Telegram id fits into an audit row', () => {
    expect(operatorInTelegram(Number.MAX_SAFE_INTEGER as TelegramId).length).toBeLessThanOrEqual(OPERATOR_AT_MOST);
  });
});

describe('ADMIN_TELEGRAM_IDS', () => {
  it('ADMIN_TELEGRAM_IDS names operators with their roles; an id without a role is an owner’s', () => {
    expect([...parseAdmins('500001, 500002:support,500003:read-only,')]).toEqual([
      [500_001, 'owner'],
      [500_002, 'support'],
      [500_003, 'read-only'],
    ]);
    expect(parseAdmins('').size).toBe(0);
  });

  it.each([
    ['a name', '@olga'],
    ['an unknown role', '1:boss'],
    ['an empty role', '1:'],
    ['an id that comes twice', '1:owner,1:support'],
    ['a chat of a group', '-100123'],
    ['an id that no number holds', '9999999999999999'],
  ])('ADMIN_TELEGRAM_IDS is refused with %s', (_, setting) => {
    expect(() => parseAdmins(setting)).toThrow(RangeError);
  });
});
