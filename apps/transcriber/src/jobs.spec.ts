import { expect, it } from '@jest/globals';
import { jobs } from './jobs';
import { JOIN_MS } from './speech/speech.work';

it('a cancel of a reading has the time to join the pieces that were read until then', () => {
  expect(jobs.handlers['cancel-order'].timeoutMs).toBeGreaterThan(JOIN_MS);
});
