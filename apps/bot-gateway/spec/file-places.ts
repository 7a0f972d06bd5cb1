import type { UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import type { PostgresHarness } from '@aisha/testing';
import { fileBudgets } from '../src/features';
import { type Budgeted, type FileBudget, FileBudgets, FileBudgetStore } from '../src/free-files/file-budget.store';

export const FILE_BUDGETS = fileBudgets.all;

/** The bot's budgets, except those that a spec sets. */
export const fileBudgetsIn = (
  database: PostgresHarness['database'],
  budgets: Partial<Record<Budgeted, FileBudget>> = {},
): FileBudgetStore => new FileBudgetStore(database, new FileBudgets({ ...FILE_BUDGETS, ...budgets }));

/** Counts made-up files in people's budgets, and frees their places in the order in which they were taken. */
export const filePlaces = (
  { database }: Pick<PostgresHarness, 'database'>,
  budgets?: Partial<Record<Budgeted, FileBudget>>,
) => {
  const store = fileBudgetsIn(database, budgets);
  const taken: { readonly userId: UserId; readonly of: Budgeted; readonly file: string }[] = [];
  return {
    store,
    take: async (userId: UserId, of: Budgeted = 'avatar-photos', file = newId<string>()) => {
      const so = await store.take({ userId, file }, of);
      if (so !== 'taken') return so.usedUp;
      taken.push({ userId, of, file });
      return so;
    },
    /** Frees the place of the person's oldest file. */
    judged: async (userId: UserId, of: Budgeted = 'avatar-photos') => {
      const at = taken.findIndex((one) => one.userId === userId && one.of === of);
      const [file] = taken.splice(at, 1);
      if (at >= 0 && file) await database.transaction((tx) => store.answered(tx, file));
    },
  };
};
