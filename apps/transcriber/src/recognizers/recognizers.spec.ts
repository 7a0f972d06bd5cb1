import { describe, expect, it } from '@jest/globals';
import { Recognizers } from './recognizers';

describe('the models that transcribe recordings', () => {
  it('an empty list of models that transcribe recordings is refused, and the error names the catalogue', () => {
    expect(() => new Recognizers([])).toThrow(/RECOGNIZERS: the catalogue has no active model/);
  });
});
