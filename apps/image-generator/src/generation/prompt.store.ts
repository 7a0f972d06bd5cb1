import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { withdrawnWithin } from '@aisha/database/bot';

/** Removes prompts. */
@Injectable()
export class PromptStore {
  constructor(private readonly database: Database) {}

  /**
   * Removes the prompts of ended orders about avatars that were deleted in the last days, and the sentences by which pictures of those
   * avatars were changed. For a person who withdrew the consent in these days, also removes the prompts of their ended orders from before
   * their next consent. Prompts of open orders stay, because they may still be sent. Dead letters about those avatars lose their prompts,
   * too.
   */
  async forgetDeleted(lookBackDays: number): Promise<void> {
    await this.database.write(
      `WITH gone AS MATERIALIZED (
         SELECT id AS avatar_id, id::text AS id FROM trainer.avatar WHERE deleted_at > now() - make_interval(days => $1)),
       withdrawn AS MATERIALIZED (${withdrawnWithin('$1')}),
       letters AS (
         UPDATE generator.dead_letter SET payload = payload - 'prompt' - 'promptInEnglish'
         WHERE payload ? 'prompt' AND coalesce(payload->'input'->>'avatarId', payload->>'avatarId') IN (SELECT id FROM gone)),
       unsaid AS (
         UPDATE generator.edit changed SET change = '', prompt = NULL
          WHERE finished_at IS NOT NULL AND change <> '' AND order_id IN (
            SELECT order_id FROM generator.edit JOIN gone USING (avatar_id)
            UNION
            SELECT order_id FROM generator.edit JOIN withdrawn USING (user_id) WHERE created_at < until)),
       letters_of_edits AS (
         UPDATE generator.dead_letter SET payload = payload - 'change'
         WHERE payload ? 'change' AND payload->'input'->>'orderId' IN (
           SELECT order_id::text FROM generator.image_generation JOIN gone ON input->>'avatarId' = gone.id
           UNION SELECT order_id::text FROM generator.edit JOIN gone USING (avatar_id))),
       forgotten AS MATERIALIZED (
         SELECT order_id FROM generator.image_generation JOIN gone ON input->>'avatarId' = gone.id
         UNION
         SELECT order_id FROM generator.image_generation JOIN withdrawn USING (user_id) WHERE created_at < until),
       wordless AS (
         UPDATE generator.image_generation asked SET prompt = '', prompt_in_english = NULL, enhanced_prompt = NULL,
           negative_prompt = NULL, prompt_stages = '[]' FROM forgotten
         WHERE asked.order_id = forgotten.order_id AND finished_at IS NOT NULL AND prompt <> '' RETURNING asked.order_id),
       of_several AS (
         UPDATE generator.together asked SET prompt = '', enhanced_prompt = NULL
         WHERE finished_at IS NOT NULL AND prompt <> '' AND order_id IN (
           SELECT order_id FROM generator.together JOIN gone USING (avatar_id)
           UNION
           SELECT order_id FROM generator.together JOIN withdrawn USING (user_id) WHERE created_at < until))
       UPDATE generator.picture SET look = NULL FROM wordless
       WHERE picture.order_id = wordless.order_id AND look IS NOT NULL`,
      [lookBackDays],
    );
  }
}
