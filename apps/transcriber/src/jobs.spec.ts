import { describe, expect, it } from '@jest/globals';
import { MAX_RECORDING_SECONDS } from '@aisha/kinds';
import { HEARING_MS, limitsOf } from './audio/ffmpeg-audio-tool';
import { jobs } from './jobs';
import { JOIN_MS } from './speech/speech.work';

it('a cancel of an order to read a text aloud has enough time to join the pieces that were read before', () => {
  expect(jobs.handlers['cancel-order'].timeoutMs).toBeGreaterThan(JOIN_MS);
});

describe('the time in which a recording is measured', () => {
  const { cpuSeconds } = limitsOf(MAX_RECORDING_SECONDS + 1);

  it('a recording that keeps ffmpeg busy is refused by its own fault, and so counts, before its job is out of time, even where all places share one core', () => {
    const { timeoutMs, long } = jobs.handlers['measure-recording'];

    expect(long!.places * cpuSeconds * 1_000).toBeLessThan(HEARING_MS);
    expect(timeoutMs).toBeGreaterThan(HEARING_MS);
  });

  it('the longest recording can be measured on a core that is four times slower than ours', () => {
    const secondsOfACoreForAnHour = 33; // measured with Opus, AAC, MP3 and FLAC, which differ little
    const longest = (MAX_RECORDING_SECONDS / 3_600) * secondsOfACoreForAnHour;

    expect(cpuSeconds).toBeGreaterThanOrEqual(4 * longest);
  });
});
