import { Injectable } from '@nestjs/common';
import type { FreeFiles } from '@aisha/contracts/bot-gateway';
import { Database, type Transaction } from '@aisha/database';
import type { UserId } from '@aisha/domain';

/** Things that are fetched, packed or made for a person free of charge. */
export type Budgeted = FreeFiles | 'links' | 'archives' | 'exports' | 'voice-samples';

/** The bounds on one person's free files. */
export interface FileBudget {
  /**
   * How many may be fetched, or wait for that, without an answer. It bounds what storage holds for one person: 20 MB
   * each; for recordings TELEGRAM_FILE_MB or LINK_FILE_MB. Absent: no limit.
   */
  readonly atOnce?: number;
  readonly aDay: number;
}

/** The budgets of this bot: each stands with the code that asks for the files, and `features.ts` collects them. */
export class FileBudgets {
  constructor(readonly all: Readonly<Record<Budgeted, FileBudget>>) {}
}

/** After this a file whose answer never comes frees its place. */
const UNDER_WAY = `interval '1 hour'`;
const DAY = `interval '1 day'`;

/** A file in a budget. */
export interface Counted {
  readonly userId: UserId;
  /** The file that is fetched, packed or made: the later calls that take or free its place name it. */
  readonly file: string;
}

/**
 * The files that each person lets us fetch, pack or make free of charge, a row each (decision 115). A file takes its place once, whatever
 * dies and starts again, and its answer frees that place and no other. The only writer of bot.file_place.
 */
@Injectable()
export class FileBudgetStore {
  constructor(
    private readonly database: Database,
    private readonly budgets: FileBudgets,
  ) {}

  /**
   * Takes a file into these budgets. When one has no room it takes the file into none, and resolves to that budget and
   * its part that is used up.
   */
  async take(
    { userId, file }: Counted,
    ...budgets: readonly Budgeted[]
  ): Promise<'taken' | { readonly budget: Budgeted; readonly usedUp: 'atOnce' | 'today' }> {
    return this.database.transaction(async (tx) => {
      // Without the lock, two files of one person at once would each see the last place free.
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

  /** Counts a file that is there already; the button that asked for it has checked whether there is room. */
  async count(tx: Transaction, { userId, file }: Counted, ...budgets: readonly Budgeted[]): Promise<void> {
    await tx.query(
      `INSERT INTO bot.file_place (user_id, budget, file) SELECT $1, unnest($2::text[]), $3 ON CONFLICT DO NOTHING`,
      [userId, budgets, file],
    );
  }

  /** Records that a file has its answer, which frees its place in every budget; the file counts for the day. */
  async answered(tx: Transaction, { userId, file }: Counted): Promise<void> {
    await tx.query(
      `UPDATE bot.file_place SET ended_at = now() WHERE user_id = $1 AND file = $2 AND ended_at IS NULL AND budget = ANY ($3)`,
      [userId, file, Object.keys(this.budgets.all)],
    );
  }

  /** Removes a file from a budget when its refusal is not its own fault. */
  async giveBack(tx: Transaction, { userId, file }: Counted, budget: Budgeted): Promise<void> {
    await tx.query(`DELETE FROM bot.file_place WHERE user_id = $1 AND budget = $2 AND file = $3`, [
      userId,
      budget,
      file,
    ]);
  }

  /** Removes places that count for no day any more; resolves to how many there were. */
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
