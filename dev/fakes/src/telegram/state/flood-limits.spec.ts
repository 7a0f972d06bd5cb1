import { describe, expect, it } from '@jest/globals';
import { FloodLimits } from './flood-limits';
import { ScaledClock } from './scaled-clock';

/** A bot that writes to a new chat each time; the clock stands still until the test moves it. */
const setup = () => {
  let now = 0;
  let chat = 0;
  const flood = new FloodLimits(new ScaledClock(() => new Date(now), 1));
  flood.enable(true);
  /** How many of these messages pass when the bot sends them all at one moment, given in milliseconds. */
  const passAt = (ms: number, messages: number): number => {
    now = ms;
    let passed = 0;
    for (let message = 0; message < messages; message += 1) {
      try {
        flood.pass('sendMessage', (chat += 1));
        passed += 1;
      } catch {
        break;
      }
    }
    return passed;
  };
  return { passAt };
};

describe('what Telegram accepts from a bot in total', () => {
  it('Telegram accepts at most thirty messages from a bot in any second, even after a pause', () => {
    const { passAt } = setup();

    expect(passAt(0, 20)).toBe(20);
    expect(passAt(900, 20)).toBe(10);
    expect(passAt(999, 1)).toBe(0);
    expect(passAt(1_001, 30)).toBe(20);
    expect(passAt(1_901, 30)).toBe(10);
    expect(passAt(60_000, 60)).toBe(30);
  });
});
