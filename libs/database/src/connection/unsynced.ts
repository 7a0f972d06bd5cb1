/**
 * A condition that is always true. Its transaction commits without waiting for the disk. A crash of Postgres may lose the commits of the
 * last second, the latest first, so use it only for work that is found and done again after a crash (decision 25).
 */
export const UNSYNCED = `(SELECT set_config('synchronous_commit', 'off', true)) IS NOT NULL`;

/**
 * An expression that undoes UNSYNCED: data that leaves Postgres, such as a message, is on the disk first, as the server
 * is configured.
 */
export const SYNCED = `set_config('synchronous_commit', NULL, true)`;
