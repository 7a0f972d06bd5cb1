/** The machine may be busy with other tests; only what is broken takes so long. */
export const PATIENT = { timeoutMs: 120_000 };

/** An app that was killed is back, also while several others are. */
export const RESTARTED = { timeoutMs: 90_000 };
