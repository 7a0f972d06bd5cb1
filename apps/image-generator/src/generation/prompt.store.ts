import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';

/** Writer of prompts that are gone. */
@Injectable()
export class PromptStore {
  constructor(private readonly database: Database) {}

  /**
   * Removes the prompts of avatars deleted in the last days: those of ended orders, because an open one may still be sent, and of dead
   * letters.
   */
  async forgetDeleted(lookBackDays: number): Promise<void> {
    await this.database.write(
      `WITH gone AS MATERIALIZED (
         SELECT id::text AS id FROM trainer.avatar WHERE deleted_at > now() - make_interval(days => $1)),
       letters AS (
         UPDATE generator.dead_letter SET payload = payload - 'prompt' - 'promptInEnglish' FROM gone
         WHERE payload->'input'->>'avatarId' = gone.id AND payload ? 'prompt')
       UPDATE generator.image_generation SET prompt = '', prompt_in_english = NULL, enhanced_prompt = NULL, negative_prompt = NULL,
         prompt_stages = '[]' FROM gone
       WHERE input->>'avatarId' = gone.id AND finished_at IS NOT NULL AND prompt <> ''`,
      [lookBackDays],
    );
  }
}
