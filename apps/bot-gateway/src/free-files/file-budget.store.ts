import { Injectable } from '@nestjs/common';
import type { FreeFiles } from '@aisha/contracts/bot-gateway';
import { Database, type Transaction } from '@aisha/database';
import type { UserId } from '@aisha/domain';

/** The kinds of things that the bot fetches, packs or makes for a person free of charge. */
export type Budgeted = FreeFiles | 'links' | 'archives' | 'exports' | 'voice-samples' | 'data-exports' | 'statements';

/** The limits on one person's free files of one kind. */
export interface FileBudget {
  /**
   * The most files of one person that may wait for an answer at the same time; absent for no limit. The limit bounds what storage holds for
   * the person: 20 MB for each file; for recordings TELEGRAM_FILE_MB or LINK_FILE_MB.
   */
  readonly atOnce?: number;
  readonly aDay: number;
}

/** The budgets of this bot. Each budget is declared beside the code that asks for the files, and `features.ts` collects them. */
export class FileBudgets {
  constructor(readonly all: Readonly<Record<Budgeted, FileBudget>>) {}
}

/** After this time a file without an answer no longer counts as under way. */
const UNDER_WAY = `interval '1 hour'`;
const DAY = `interval '1 day'`;

/** A file in a budget. */
export interface Counted {
  readonly userId: UserId;
  /** The id of the file that is fetched, packed or made. Every later call about the same file names it. */
  readonly file: string;
}

/**
 * The free files of each person, with a row for each file (decision 32). A file is counted once, even if a process dies and another starts
 * again. The answer about a file frees the place of this file, and of no other. This class is the only writer of bot.file_place.
 */
@Injectable()
export class FileBudgetStore {
  constructor(
    private readonly database: Database,
    private readonly budgets: FileBudgets,
  ) {}

  /**
   * Counts a file in these budgets. If one of them has no room, counts the file in none of them, and resolves to that budget and the limit
   * that is reached.
   */
  async take(
    { userId, file }: Counted,
    ...budgets: readonly Budgeted[]
  ): Promise<'taken' | { readonly budget: Budgeted; readonly usedUp: 'atOnce' | 'today' }> {
    return this.database.transaction(async (tx) => {
      // Without this lock, two files of one person that come at the same time could both take the last place.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`bot.file_place ${userId}`]);
      for (const budget of budgets) {
        const { atOnce = Infinity, aDay } = this.budgets.all[budget];
        const [used] = (await tx.query(
          `SELECT count(*)::int AS today,
             count(*) FILTER (WHERE ended_at IS NULL AND taken_at > now() - ${UNDER_WAY})::int AS "atOnce"
           FROM bot.file_place WHERE user_id = $1 AND budget = $2 AND file <> $3 AND taken_at > now() - ${DAY}`,
          [userId, budget, file],
        )) as [{ today: number; atOnce: number }];
        if (used.today >= aDay) return { budget, usedUp: 'today' };
        if (used.atOnce >= atOnce) return { budget, usedUp: 'atOnce' };
      }
      await this.count(tx, { userId, file }, ...budgets);
      return 'taken';
    });
  }

  /** Counts a file without looking for room, because the button that asked for the file has already looked for it. */
  async count(tx: Transaction, { userId, file }: Counted, ...budgets: readonly Budgeted[]): Promise<void> {
    await tx.query(
      `INSERT INTO bot.file_place (user_id, budget, file) SELECT $1, unnest($2::text[]), $3 ON CONFLICT DO NOTHING`,
      [userId, budgets, file],
    );
  }

  /** Records that a file has its answer, so that it is no longer under way in any budget. It still counts for the day. */
  async answered(tx: Transaction, { userId, file }: Counted): Promise<void> {
    await tx.query(
      `UPDATE bot.file_place SET ended_at = now() WHERE user_id = $1 AND file = $2 AND ended_at IS NULL AND budget = ANY ($3)`,
      [userId, file, Object.keys(this.budgets.all)],
    );
  }

  /** Removes a file from a budget, or without one from all budgets, when its refusal is not the file's fault. */
  async release(tx: Transaction, { userId, file }: Counted, budget?: Budgeted): Promise<void> {
    await tx.query(`DELETE FROM bot.file_place WHERE user_id = $1 AND file = $2 AND budget = ANY ($3)`, [
      userId,
      file,
      budget ? [budget] : Object.keys(this.budgets.all),
    ]);
  }

  /** Removes the rows of files that no longer count for a day; resolves to how many there were. */
  async forget(limit: number): Promise<number> {
    const forgotten = await this.database.write(
      `DELETE FROM bot.file_place WHERE (user_id, budget, file) IN (
         SELECT user_id, budget, file FROM bot.file_place WHERE taken_at < now() - ${DAY} ORDER BY taken_at LIMIT $1)
       RETURNING 1`,
      [limit],
    );
    return forgotten.length;
  }
}
