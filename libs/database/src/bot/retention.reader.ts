import { DAY_MS, type AvatarId, type UserId } from '@aisha/domain';
import { type AgingKind, FILE_ROWS, RULED_KINDS, type RuledKind } from '@aisha/kinds/tables';
import type { Database } from '../connection/database';
import type { KeptFile } from '../files';
import { lowestIdAt } from '../rows/lowest-id';
import type { RetentionRule } from '../entities/bot/retention-rule.entity';

/** A file that is old enough for a rule, and the person who has it. */
export interface AgedFile extends Pick<KeptFile, 'kind' | 'id' | 'orderId'> {
  readonly userId: UserId;
  /** When the person got the notice about the rule; null: not yet. */
  readonly toldAt: Date | null;
}

/** A trained avatar, and when it was last used. */
export interface IdleAvatar {
  readonly id: AvatarId;
  readonly userId: UserId;
  readonly name: string;
  /** The end of its training or its newest order of pictures, whichever is later. */
  readonly usedAt: Date;
  /** Whether it is neither trained nor drawn for now. */
  readonly isStopped: boolean;
  readonly toldAt: Date | null;
}

/** How long files of a kind or avatars are kept, and how many people got a notice about that. */
export interface KeptFor {
  readonly kept: RuledKind;
  /** How many days; null: until the person deletes the file or avatar. */
  readonly days: number | null;
  /** When the rule was set; null: there never was a rule. */
  readonly setAt: Date | null;
  /** How many people got a notice; for avatars, about how many avatars. */
  readonly told: number;
}

/**
 * How much later than its row's id a file may be made. The id of most kinds is the order's, which begins when the price is shown, and an order
 * lasts a day at most. Rows are read and passed by their ids, so a rule counts a file's days from the latest moment at which it can have come.
 */
export const MADE_WITHIN_DAYS = 2;
/** An id that sorts before every other. */
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** SQL: the newest rule of each kind, which is the one in force. */
const NEWEST = `SELECT DISTINCT ON (kept) id, kept, days, set_at AS "setAt", told_until AS "toldUntil", removed_until AS "removedUntil"
  FROM bot.retention_rule ORDER BY kept, set_at DESC, id DESC`;

export const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY_MS);

/** The lowest id of a file that may have been made at a moment or later. */
const madeBefore = (moment: Date): string => lowestIdAt(daysBefore(moment, MADE_WITHIN_DAYS).getTime());

/** The rules by which old files and unused avatars are deleted, and the files and avatars that they concern (decision 222). */
export class RetentionReader {
  constructor(private readonly database: Database) {}

  /** The rule in force for each kind that has one, also a rule that keeps everything until it is deleted. */
  newest(): Promise<RetentionRule[]> {
    return this.database.read.query<RetentionRule[]>(NEWEST);
  }

  /** How long each kind is kept, also kinds without a rule. */
  async keptFor(): Promise<KeptFor[]> {
    const rows = await this.database.read.query<KeptFor[]>(
      `SELECT kept, days, "setAt", (SELECT count(*)::int FROM bot.retention_notice notice WHERE notice.rule_id = rule.id) AS told
         FROM (${NEWEST}) rule`,
    );
    return RULED_KINDS.map(
      (kept) => rows.find((row) => row.kept === kept) ?? { kept, days: null, setAt: null, told: 0 },
    );
  }

  /** The next files of a kind that come after a row and were made before a moment, in the order of their ids. */
  agedFiles(
    rule: Pick<RetentionRule, 'id' | 'kept'>,
    { after, before, limit }: { readonly after: string | null; readonly before: Date; readonly limit: number },
  ): Promise<AgedFile[]> {
    const kind = rule.kept as AgingKind;
    const { from, owner, id, order, kept } = FILE_ROWS[kind];
    return this.database.read.query<AgedFile[]>(
      `SELECT file.*, notice.told_at AS "toldAt" FROM (
         SELECT '${kind}' AS kind, ${id} AS id, ${order} AS "orderId", ${owner} AS "userId"
           FROM ${from} WHERE ${id} > $2 AND ${id} < $3 AND ${kept} ORDER BY ${id} LIMIT $4) file
         LEFT JOIN bot.retention_notice notice ON notice.rule_id = $1 AND notice.subject_id = file."userId"
        ORDER BY file.id`,
      [rule.id, after ?? FIRST_ID, madeBefore(before), limit],
    );
  }

  /** How many files of a kind a person has that were made before a moment. */
  async countAged(userId: UserId, kind: AgingKind, before: Date): Promise<number> {
    const { from, owner, id, kept } = FILE_ROWS[kind];
    const [found] = await this.database.read.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM ${from} WHERE ${owner} = $1 AND ${id} < $2 AND ${kept}`,
      [userId, madeBefore(before)],
    );
    return found?.count ?? 0;
  }

  /**
   * The next trained avatars after the avatar `after`, with the moment at which each was last used. Includes avatars in use now; leaves out
   * those that are being deleted.
   */
  trainedAvatars(ruleId: string, after: string | null, limit: number): Promise<IdleAvatar[]> {
    return this.database.read.query<IdleAvatar[]>(
      `SELECT a.id, a.user_id AS "userId", a.name, a.stopped_for IS NOT NULL AS "isStopped", notice.told_at AS "toldAt",
              greatest(a.training_completed_at,
                (SELECT max(g.created_at) FROM generator.image_generation g WHERE g.input->>'avatarId' = a.id::text),
                (SELECT max(t.created_at) FROM generator.together t WHERE t.user_id = a.user_id AND t.avatar_id = a.id),
                (SELECT max(used.created_at) FROM bot.drawing_permission p JOIN generator.together used
                   ON used.user_id = p.asker_id AND p.id = ANY (used.permission_ids) WHERE p.avatar_id = a.id)) AS "usedAt"
         FROM (SELECT id, user_id, name, stopped_for, training_completed_at FROM trainer.avatar trained
                WHERE id > $2 AND status = 'completed' AND deleted_at IS NULL AND NOT EXISTS (
                  SELECT FROM bot.pending_change gone
                   WHERE gone.set_id = trained.user_id AND gone.item_id = trained.id AND gone.change = 'removed')
                ORDER BY id LIMIT $3) a
         LEFT JOIN bot.retention_notice notice ON notice.rule_id = $1 AND notice.subject_id = a.id
        ORDER BY a.id`,
      [ruleId, after ?? FIRST_ID, limit],
    );
  }
}
