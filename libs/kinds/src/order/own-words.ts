const ASKED = `websearch_to_tsquery('russian', :words)`;

/**
 * SQL: whether a row of the person `:owner` has the `:words` of a search. `words` is exactly the expression of an index, which has the owner's
 * id as a word: with another expression Postgres does not use the index. A search for words without a meaning of their own, «и», “the”,
 * finds nothing rather than everything.
 */
export const hasOwnWords = (words: string): string =>
  `${words} @@ (quote_literal(:owner::text)::tsquery && ${ASKED}) AND numnode(${ASKED}) > 0`;
