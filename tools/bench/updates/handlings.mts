import { asOwner } from '../product/servers.mts';

/** How the updates were handled, as the database counted it; the apps do not know that it counts. */
interface Handlings {
  /** Updates that were handled, each counted once. */
  readonly handled: number;
  readonly handledTwice: number;
  /** How many updates were handled after a later update of their chat. */
  readonly outOfOrder: number;
  readonly unhandled: number;
  readonly givenUp: number;
}

const NOTICE = `
  CREATE SCHEMA noticed;
  CREATE TABLE noticed.handled (place bigserial, update_id bigint, chat_id bigint);
  CREATE FUNCTION noticed.handles() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN INSERT INTO noticed.handled (update_id, chat_id) VALUES (NEW.update_id, NEW.chat_id); RETURN NULL; END $$;
  CREATE TRIGGER notice AFTER UPDATE OF handled_at ON bot.telegram_update
    FOR EACH ROW WHEN (NEW.handled_at IS NOT NULL) EXECUTE FUNCTION noticed.handles();`;

const FOUND = `
  SELECT (SELECT count(DISTINCT update_id) FROM noticed.handled)::int AS handled,
    (SELECT count(*) FROM (SELECT FROM noticed.handled GROUP BY update_id HAVING count(*) > 1) twice)::int AS "handledTwice",
    (SELECT count(*) FROM (SELECT update_id < lag(update_id) OVER (PARTITION BY chat_id ORDER BY place) AS is_late
       FROM noticed.handled) late WHERE is_late)::int AS "outOfOrder",
    (SELECT count(*) FROM bot.telegram_update WHERE handled_at IS NULL)::int AS unhandled,
    (SELECT count(*) FROM bot.telegram_update WHERE given_up_at IS NOT NULL)::int AS "givenUp"`;

/** From now on the database records each handling of an update, in the transaction that writes its effects. */
export const noticeHandlings = async (postgresUrl: string): Promise<() => Promise<Handlings>> => {
  await asOwner(postgresUrl, (owner) => owner.query(NOTICE));
  return async () => {
    let found: Handlings | undefined;
    await asOwner(postgresUrl, async (owner) => {
      found = (await owner.query<Handlings>(FOUND)).rows[0];
    });
    if (!found) throw new RangeError('nothing was noticed');
    return found;
  };
};
