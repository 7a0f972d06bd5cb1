import { describe, expect, it } from '@jest/globals';
import { answerInForm } from './structured-answers';
import { titleForm } from '../spec/titles';

describe('an answer in its form', () => {
  it.each([
    ['a NUL', String.raw`caf\u0000é`, 'café'],
    ['half a surrogate pair', String.raw`done \ud83d`, 'done \ufffd'],
    ['a whole surrogate pair', String.raw`done \ud83d\ude00`, 'done 😀'],
  ])('an answer with %s is one that Postgres stores', async (_what, written, read) => {
    const told = { isCutShort: false, text: () => `{"title":"${written}"}` };

    await expect(answerInForm(titleForm, undefined, () => Promise.resolve(told))).resolves.toEqual({ title: read });
  });
});
