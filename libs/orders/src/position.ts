/** The places in the queue whose reaching a person would feel; between two of them the card stays as it is. */
const TOLD = [0, 1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];

/** SQL: the next place at or behind this one that is told. */
export const coarsePosition = (ahead: string): string =>
  `(CASE ${TOLD.map((step) => `WHEN ${ahead} <= ${step} THEN ${step}`).join(' ')} ELSE ${TOLD.at(-1)} END)`;
