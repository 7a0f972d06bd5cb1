import { expect, it } from '@jest/globals';
import { MAX_RECORDING_SECONDS } from '@aisha/kinds';
import { limitsOf } from './audio/ffmpeg-audio-tool';
import { jobs } from './jobs';
import { JOIN_MS } from './speech/speech.work';

it('a cancel of an order to read a text aloud has enough time to join the pieces that were read before', () => {
  expect(jobs.handlers['cancel-order'].timeoutMs).toBeGreaterThan(JOIN_MS);
});

it('a recording that is too heavy for ffmpeg is refused, and counts in its budgets, minutes before its job would end as our fault', () => {
  const { cpuSeconds } = limitsOf(MAX_RECORDING_SECONDS + 1);
  expect((cpuSeconds + 180) * 1_000).toBeLessThan(jobs.handlers['measure-recording'].timeoutMs);
});
