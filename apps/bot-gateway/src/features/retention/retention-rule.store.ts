import { Injectable } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import type { RetentionRule } from '@aisha/database/bot';
import type { RuledKind } from '@aisha/kinds/tables';
import type { UserId } from '@aisha/domain';

/** Writes the rules of retention, how far each one has been applied, and who was told. */
@Injectable()
export class RetentionRuleStore {
  /**
   * Sets a rule, which replaces the earlier one at once: files that are due under the new rule are announced anew before they are deleted.
   * The rule that is in force already is not set again, because everybody would be told of it a second time.
   */
  async set(
    tx: Transaction,
    rule: { readonly id: string; readonly kept: RuledKind; readonly days: number | null },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO bot.retention_rule (id, kept, days) SELECT $1, $2, $3 WHERE $3::int IS DISTINCT FROM
         (SELECT days FROM bot.retention_rule WHERE kept = $2 ORDER BY set_at DESC, id DESC LIMIT 1)
       ON CONFLICT (id) DO NOTHING`,
      [rule.id, rule.kept, rule.days],
    );
  }

  /** Locks the rule for this round; false when another replica is applying it, or when a newer rule has replaced it. */
  async lock(tx: Transaction, { id }: Pick<RetentionRule, 'id'>): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `SELECT FROM bot.retention_rule rule WHERE id = $1 AND NOT EXISTS (
         SELECT FROM bot.retention_rule newer WHERE newer.kept = rule.kept AND (newer.set_at, newer.id) > (rule.set_at, rule.id))
         FOR UPDATE SKIP LOCKED`,
      [id],
    );
    return rows.length > 0;
  }

  /** Records that the people of these files or avatars were told; a later announcement replaces an earlier one. */
  async told(
    tx: Transaction,
    ruleId: string,
    {
      subjects,
      now,
    }: { readonly subjects: readonly { readonly id: string; readonly userId: UserId }[]; readonly now: Date },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO bot.retention_notice (rule_id, subject_id, user_id, told_at)
       SELECT $1, subject, person, $4 FROM unnest($2::uuid[], $3::uuid[]) AS told (subject, person)
       ON CONFLICT (rule_id, subject_id) DO UPDATE SET told_at = excluded.told_at`,
      [ruleId, subjects.map(({ id }) => id), subjects.map(({ userId }) => userId), now],
    );
  }

  /** Records up to which row the rule has been applied; with null, the next round begins with the first row again. */
  async moved(
    tx: Transaction,
    ruleId: string,
    of: 'told_until' | 'removed_until',
    until: string | null,
  ): Promise<void> {
    await tx.query(`UPDATE bot.retention_rule SET ${of} = $2 WHERE id = $1`, [ruleId, until]);
  }
}
