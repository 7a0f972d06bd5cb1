import type { UserId } from '@aisha/domain';
import type { Database } from '../connection/database';
import type { Draft } from '../entities/bot/draft.entity';

/** The facts that decide the first screen of the menu. */
interface MenuFacts {
  /**
   * Whether the person has an avatar that can be drawn: a finished one, or a portrait with an accepted photo. A deleted avatar does not
   * count, even while its deletion is under way.
   */
  readonly canDraw: boolean;
  /** The draft that the person left last; null when there is none. */
  readonly newestDraft: Pick<Draft, 'flow' | 'about' | 'draft'> | null;
  readonly drafts: number;
}

const OWN_DRAFTS = 'FROM bot.draft WHERE user_id = $1 AND dropped_at IS NULL';

/** Reads the facts of the menu in one statement, because the menu is the screen that is shown most. */
export class MenuReader {
  constructor(private readonly database: Database) {}

  async of(userId: UserId): Promise<MenuFacts> {
    const [facts] = await this.database.read.query<[MenuFacts]>(
      `SELECT
         EXISTS (
           SELECT FROM trainer.avatar a WHERE user_id = $1 AND deleted_at IS NULL
             AND (status = 'completed' OR training_type = 'portrait'
               AND EXISTS (SELECT FROM trainer.avatar_photo p WHERE p.avatar_id = a.id AND p.accepted))
             AND NOT EXISTS (
             SELECT FROM bot.pending_change WHERE set_id = $1 AND change = 'removed' AND item_id = a.id)) AS "canDraw",
         (SELECT jsonb_build_object('flow', flow, 'about', about, 'draft', draft) ${OWN_DRAFTS}
          ORDER BY updated_at DESC LIMIT 1) AS "newestDraft",
         (SELECT count(*)::int ${OWN_DRAFTS}) AS drafts`,
      [userId],
    );
    return facts;
  }
}
