import type { Database } from '../connection/database';

/** How far the erasures and exports of all people are. */
interface RightsUnderWay {
  /** How many erasures are under way, later rounds included. */
  readonly erasures: number;
  /** How many hours the oldest erasure or later round has been under way; 0 when there is none. */
  readonly erasureHours: number;
  /**
   * How long an unfinished export has made no progress: the longest time of all exports. An export without progress for two days is not
   * counted any more.
   */
  readonly exportHours: number;
}

/** Reads, for operators, how far people's erasures and exports of all their data are: no ids and no words. */
export class RightsReader {
  constructor(private readonly database: Database) {}

  async underWay(): Promise<RightsUnderWay> {
    // When a later round begins, its `look_at` is set to a day later; so the round began a day before `look_at`.
    const [row] = await this.database.read.query<[RightsUnderWay]>(
      `SELECT count(*)::int AS erasures, coalesce(max(extract(epoch FROM now() - since)), 0)::float8 / 3600 AS "erasureHours",
         (SELECT coalesce(max(extract(epoch FROM now() - updated_at)), 0)::float8 / 3600 FROM bot.card
           WHERE updated_at > now() - interval '2 days' AND starts_with(key, 'data-export:') AND state->>'outcome' IS NULL) AS "exportHours"
       FROM (SELECT asked_at AS since FROM bot.erasure WHERE finished_at IS NULL
         UNION ALL SELECT look_at - interval '1 day' FROM bot.erasure
           WHERE finished_at IS NOT NULL AND stage <> 'over' AND look_at IS NOT NULL) AS open`,
    );
    return row;
  }
}
