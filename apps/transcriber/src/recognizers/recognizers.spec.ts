import { describe, expect, it } from '@jest/globals';
import { Recognizers } from './recognizers';

describe('the models that transcribe recordings', () => {
  it('the transcriber does not start when the catalogue has no active model that transcribes recordings', () => {
    expect(() => new Recognizers([])).toThrow(/RECOGNIZERS: the catalogue has no active model/);
  });
});
