import { describe, expect, it } from '@jest/globals';
import { LANGUAGES } from '@aisha/domain';
import { orderKindViews } from '../features';
import type { ResultCardState } from './result.state';

const state = { receipt: null, outcome: { type: 'delivered', avatarId: null } } as ResultCardState;

const worded = Object.values(orderKindViews).flatMap(({ kind, delivered }) =>
  LANGUAGES.map((language) => ({ kind, language, words: String(delivered[language]('it', state)) })),
);

describe('the words below a result', () => {
  // The words cannot say where the result is: a result that Telegram refuses comes below the words later, or never.
  it.each(worded)('the words below a result of $kind do not say in $language where the result is', ({ words }) => {
    expect(words).not.toMatch(/выше|ниже|above|below/);
  });
});
