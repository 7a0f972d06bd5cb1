import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';

/** Longer than an order takes, and than we may be down. */
const LOOK_BACK_DAYS = 30;

/** Writer of prompts that are gone. */
@Injectable()
export class PromptStore {
  constructor(private readonly database: Database) {}

  /** Removes the prompts of deleted avatars: those of ended orders, because an open one may still be sent, and of dead letters. */
  async forgetDeleted(): Promise<void> {
    await this.database.write(
      `WITH gone AS MATERIALIZED (
         SELECT id::text AS id FROM trainer.avatar WHERE deleted_at > now() - interval '${LOOK_BACK_DAYS} days'),
       letters AS (
         UPDATE generator.dead_letter SET payload = payload - 'prompt' FROM gone
         WHERE payload->'input'->>'avatarId' = gone.id AND payload ? 'prompt')
       UPDATE generator.image_generation SET prompt = '', enhanced_prompt = NULL, negative_prompt = NULL FROM gone
       WHERE input->>'avatarId' = gone.id AND finished_at IS NOT NULL AND prompt <> ''`,
    );
  }
}
