/** The machine may be busy with other tests; only what is broken takes so long. */
export const PATIENT = { timeoutMs: 120_000 };

/** Ten photos of each of twelve people at once, a second for each where the cores have other stories to tell. */
export const LOOKED_AT = { timeoutMs: 300_000 };

/** An upload to FAL that got stuck is given up after five minutes and done again: as rare as it is, the order ends well. */
export const UPLOADED_AGAIN = { timeoutMs: 420_000 };

/** An app that was killed is back, also while several others are. */
export const RESTARTED = { timeoutMs: 90_000 };

/** A core listens to four hours in half a minute; one that is shared with ten other tests takes ten times as long. */
export const LISTENED_TO = { timeoutMs: 420_000 };
