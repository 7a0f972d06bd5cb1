import { describe, expect, it } from '@jest/globals';
import { Recognizers } from './recognizers';

describe('the models that write recordings down', () => {
  it('the app does not start when the catalogue has left none', () => {
    expect(() => new Recognizers([])).toThrow(/RECOGNIZERS: the catalogue has no active model/);
  });
});
