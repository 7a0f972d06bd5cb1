import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { withdrawnWithin } from '@aisha/database/bot';

/** Removes people's words from cards. */
@Injectable()
export class AvatarWordsStore {
  constructor(private readonly database: Database) {}

  /**
   * Deletes names, ideas and photo maps from the cards of photos and orders, for avatars that were deleted in the last days. For people who
   * withdrew the consent in these days, also deletes the words of the orders for pictures, changes, questions and speech that they placed
   * before a new consent. The messages in the chat stay.
   */
  async forgetDeleted(lookBackDays: number): Promise<void> {
    await this.database.write(
      `WITH gone AS MATERIALIZED (
         SELECT id FROM trainer.avatar WHERE deleted_at > now() - make_interval(days => $1)),
       withdrawn AS MATERIALIZED (${withdrawnWithin('$1')}),
       orders AS (
         SELECT order_id FROM trainer.training JOIN gone ON avatar_id = gone.id
         UNION ALL SELECT order_id FROM generator.image_generation JOIN gone ON input->>'avatarId' = gone.id::text
         UNION ALL SELECT order_id FROM generator.edit JOIN gone ON avatar_id = gone.id
         UNION ALL SELECT order_id FROM generator.together JOIN gone ON avatar_id = gone.id
         UNION ALL SELECT order_id FROM generator.image_generation JOIN withdrawn USING (user_id) WHERE created_at < until
         UNION ALL SELECT order_id FROM generator.edit JOIN withdrawn USING (user_id) WHERE created_at < until
         UNION ALL SELECT order_id FROM generator.together JOIN withdrawn USING (user_id) WHERE created_at < until
         UNION ALL SELECT order_id FROM transcriber.question JOIN withdrawn USING (user_id) WHERE created_at < until
         UNION ALL SELECT order_id FROM transcriber.speech JOIN withdrawn USING (user_id) WHERE created_at < until),
       told AS MATERIALIZED (
         SELECT 'photos:' || id AS key, 'name' AS field FROM gone
         UNION ALL SELECT 'coach:' || id, 'picture' FROM gone
         UNION ALL SELECT kind || ':' || order_id, 'what' FROM orders, unnest(ARRAY['order', 'result']) AS kind)
       UPDATE bot.card SET state = jsonb_set(state, ARRAY[field], '""') FROM told
       WHERE card.key = told.key AND state->>field <> ''`,
      [lookBackDays],
    );
  }
}
