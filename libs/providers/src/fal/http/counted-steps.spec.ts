import { describe, expect, it } from '@jest/globals';
import { countedSteps } from './counted-steps';

const START = Date.parse('2026-11-21T10:00:00Z');
const line = (message: string, second: number) => ({
  message,
  timestamp: new Date(START + second * 1_000).toISOString(),
});

describe('the steps that a training’s log counts', () => {
  it.each([
    ['a progress bar', ' 12%|█▏        | 120/1000 [00:25<03:05,  4.75it/s]'],
    ['a sentence', 'step 120/1000, loss 0.231'],
    ['a bar that was redrawn in one line', '100/1000 [00:20]\r110/1000 [00:22]\r120/1000 [00:25]'],
  ])('a training’s counted steps are found in %s', (_which, message) => {
    expect(countedSteps([line('Loading 3/7 shards', 0), line(message, 30)], 1_000)).toEqual({
      fraction: 0.12,
      endsAt: null,
    });
  });

  it('a training’s end is computed from the pace of its counted steps, without the time before the first step', () => {
    const log = [
      line('Downloading 12/40 MB', 0),
      line('0/1000', 90),
      line('250/1000', 140),
      line('Saved a sample', 150),
    ];

    expect(countedSteps(log, 1_000)).toEqual({ fraction: 0.25, endsAt: new Date(START + 290_000) });
  });

  it.each([
    ['a log that counts something else', [line('12/40', 1)]],
    ['a count without a time', [{ message: '120/1000', timestamp: 'soon' }]],
    ['no log', []],
  ])('a training has no counted steps in %s', (_which, log) => {
    expect(countedSteps(log, 1_000)).toBeNull();
  });

  it('a training’s counted steps give no end when the count stops or goes back', () => {
    expect(countedSteps([line('500/1000', 1), line('500/1000', 9)], 1_000)).toEqual({ fraction: 0.5, endsAt: null });
    expect(countedSteps([line('500/1000', 1), line('0/1000', 9)], 1_000)).toEqual({ fraction: 0, endsAt: null });
  });
});
