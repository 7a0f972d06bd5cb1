import type { PendingChange } from '@aisha/database/bot';

interface Row {
  readonly id: string;
  readonly isMain: boolean;
}

/** Ids of the items a person has removed. */
export const removedBy = <Id extends string>(changes: readonly PendingChange[]): Id[] =>
  changes.filter(({ change }) => change === 'removed').map(({ itemId }) => itemId as Id);

/** The item that a person chose last, unless they have removed it since. */
export const chosenBy = <Id extends string>(changes: readonly PendingChange[]): Id | undefined => {
  const removed = new Set(removedBy(changes));
  const chosen = changes.findLast(({ change, itemId }) => change === 'chosen' && !removed.has(itemId));
  return chosen?.itemId as Id | undefined;
};

/** Rows of a set with the person's changes applied, in the order they were made. */
export function withChanges<R extends Row>(rows: readonly R[], changes: readonly PendingChange[]): R[] {
  if (changes.length === 0) return [...rows];
  const removed = new Set(removedBy(changes));
  const chosen = chosenBy(changes);
  return rows
    .filter(({ id }) => !removed.has(id))
    .map((row) => {
      const name = changes.find(({ change, itemId }) => change === 'renamed' && itemId === row.id)?.name;
      return { ...row, ...(name != null && { name }), isMain: chosen === undefined ? row.isMain : row.id === chosen };
    });
}
