import { expect, it } from '@jest/globals';
import { jobs } from './jobs';
import { JOIN_MS } from './speech/speech.work';

it('a cancel of an order to read a text aloud has enough time to join the pieces that were read before', () => {
  expect(jobs.handlers['cancel-order'].timeoutMs).toBeGreaterThan(JOIN_MS);
});
