/**
 * A condition that is always true; the statement it stands in is committed without waiting for the disk. A crash of Postgres may undo
 * what was committed in its last second, so it is for what is found and done again.
 */
export const UNSYNCED = `(SELECT set_config('synchronous_commit', 'off', true)) IS NOT NULL`;
