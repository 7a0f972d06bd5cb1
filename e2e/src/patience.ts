/** How long stories wait: the machine may be busy with other tests, and only a fault takes longer than this. */
export const PATIENT = { timeoutMs: 240_000 };

/**
 * How long the checks of twelve people's sets of ten photos take when the sets come at once: up to a second for each photo while other
 * stories use the cores.
 */
export const LOOKED_AT = { timeoutMs: 300_000 };

/** How long an order may take when its upload to FAL is stuck. The upload is given up after five minutes and repeated, which is rare. */
export const UPLOADED_AGAIN = { timeoutMs: 420_000 };

/** The time within which a killed app has started again, even when several apps were killed. */
export const RESTARTED = { timeoutMs: 90_000 };

/**
 * How long the analysis of four hours of sound takes: 40 to 80 s of a core, and ten times as long on a core that ten other processes use.
 */
export const LISTENED_TO = { timeoutMs: 900_000 };
