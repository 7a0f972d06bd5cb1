import { expect, it } from '@jest/globals';
import { jobs } from './jobs';
import { JOIN_MS } from './speech/speech.work';

it('a cancel of what is read aloud has the time to join what was read until then', () => {
  expect(jobs.handlers['cancel-order'].timeoutMs).toBeGreaterThan(JOIN_MS);
});
