import { randomInt } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { isApiKey, newApiKey } from './api-keys';

describe('a key to the public API', () => {
  it('a key has a prefix that scanners know, random characters, and a checksum', () => {
    const key = newApiKey(randomInt);

    expect(key).toMatch(/^aisha_live_[0-9A-Za-z]{38}$/);
    expect(isApiKey(key)).toBe(true);
    expect(newApiKey(randomInt)).not.toBe(key);
  });

  it('a key with one character changed, cut or added is no key', () => {
    const key = newApiKey(() => 0);
    const changed = `${key.slice(0, 15)}x${key.slice(16)}`;

    expect([changed, key.slice(0, -1), `${key}0`, ` ${key}`, '', 'aisha_live_'].map(isApiKey)).toEqual(
      Array.from({ length: 6 }, () => false),
    );
  });

  it('the checksum is CRC-32 in base 62, so that anybody can compute it', () => {
    // CRC-32 of "0" 32 times is 0xA0F292D0, as zlib computes it.
    const key = newApiKey(() => 0);
    const value = [...key.slice(-6)].reduce(
      (sum, digit) => sum * 62 + '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'.indexOf(digit),
      0,
    );

    expect(value.toString(16)).toBe('a0f292d0');
  });
});
