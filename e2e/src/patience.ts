/** The machine may be busy with other tests; only a fault takes longer than this. */
export const PATIENT = { timeoutMs: 120_000 };

/** Ten photos of each of twelve people at once, at up to a second each where other stories use the cores. */
export const LOOKED_AT = { timeoutMs: 300_000 };

/** A stuck upload to FAL is given up after five minutes and repeated: this is rare, but the order must end well. */
export const UPLOADED_AGAIN = { timeoutMs: 420_000 };

/** A killed app has started again within this time, even when several apps were killed. */
export const RESTARTED = { timeoutMs: 90_000 };

/** A core analyses four hours of sound in half a minute; a core shared with ten other tests needs ten times as long. */
export const LISTENED_TO = { timeoutMs: 420_000 };
