/** Past this size pgBackRest drops the log of changes that it could not send, and tells Postgres that it was sent. */
export const LOG_DROPPED_AT_BYTES = 20 * 2 ** 30;
/** From here on the log counts as dropped: while it is dropped, part by part, what waits stays near that size. */
export const LOG_NEARLY_DROPPED_AT_BYTES = 0.95 * LOG_DROPPED_AT_BYTES;

/** The state of the archive of Postgres' log of changes. */
export interface LogArchive {
  /** Whether the last part of the log could not be sent. */
  readonly isFailing: boolean;
  readonly sentMinutesAgo: number | null;
  /** How much of the log waits; null before any was sent. */
  readonly unsentBytes: number | null;
}

/** Reads a `LogArchive`; no row where Postgres sends its log nowhere, as without docker/point-in-time.yml. */
export const LOG_ARCHIVE = `
  SELECT coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false) AS "isFailing",
         (extract(epoch FROM now() - last_archived_time) / 60)::float8 AS "sentMinutesAgo",
         (pg_current_wal_lsn() - '0/0'::pg_lsn
           - ('x' || substr(segment, 9, 8))::bit(32)::bigint * 4294967296
           - (('x' || substr(segment, 17, 8))::bit(32)::bigint + 1) * pg_size_bytes(current_setting('wal_segment_size'))
         )::float8 AS "unsentBytes"
    FROM pg_stat_archiver, substring(last_archived_wal FROM '^[0-9A-F]{24}') AS segment
   WHERE current_setting('archive_mode') <> 'off'`;
