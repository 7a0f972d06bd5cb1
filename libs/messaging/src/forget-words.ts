import { WORDS_OF_PEOPLE } from '@aisha/contracts';
import type { Database, Schema } from '@aisha/database';
import { withdrawnWithin } from '@aisha/database/bot';
import { Forgetting, type Logger } from '@aisha/platform';

/** The path, in a message that asks billing for a hold, to the order that billing sends on once the credits are held. */
const FORWARDED = `'{onHeld,payload}'`;

/**
 * Removes people's own words from messages that kept failing, within a minute after the person withdraws their consent. An operator may
 * still retry such a message: billing refuses an order without its words and gives the credits back at once. If the message cannot be read
 * without the words, the credits go back when billing finds the hold forgotten.
 */
export class ForgetWords extends Forgetting {
  constructor(
    private readonly database: Database,
    private readonly schema: Schema,
    log: Logger,
  ) {
    super('dead-letters.forget', log);
  }

  protected async forget(lookBackDays: number): Promise<void> {
    await this.database.write(
      `WITH withdrawn AS MATERIALIZED (${withdrawnWithin('$1')})
       UPDATE ${this.schema}.dead_letter SET payload = CASE WHEN payload #> ${FORWARDED} IS NULL THEN payload - $2::text[]
         ELSE jsonb_set(payload - $2::text[], ${FORWARDED}, (payload #> ${FORWARDED}) - $2::text[]) END
       FROM withdrawn WHERE user_id::text = payload ->> 'userId' AND died_at < until
         AND (payload ?| $2::text[] OR payload #> ${FORWARDED} ?| $2::text[])`,
      [lookBackDays, WORDS_OF_PEOPLE],
    );
  }
}
