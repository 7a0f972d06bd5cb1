/**
 * A condition that is always true; the transaction it stands in is committed without waiting for the disk. A crash of Postgres may undo
 * what was committed in its last second, the latest first, so it is for what is found and done again by what caused it (decision 25).
 */
export const UNSYNCED = `(SELECT set_config('synchronous_commit', 'off', true)) IS NOT NULL`;

/** An expression that takes it back: what leaves Postgres, such as a message, is on the disk first. As the server is configured. */
export const SYNCED = `set_config('synchronous_commit', NULL, true)`;
