import type { PendingChange } from '@aisha/database/bot';

interface Row {
  readonly id: string;
  readonly isMain: boolean;
}

/** The ids of the items that a person has removed. */
export const removedBy = <Id extends string>(changes: readonly PendingChange[]): Id[] =>
  changes.filter(({ change }) => change === 'removed').map(({ itemId }) => itemId as Id);

/** The item that a person chose last, of those that they have not removed since. */
export const chosenBy = <Id extends string>(changes: readonly PendingChange[]): Id | undefined => {
  const removed = new Set(removedBy(changes));
  const chosen = changes.findLast(({ change, itemId }) => change === 'chosen' && !removed.has(itemId));
  return chosen?.itemId as Id | undefined;
};

/** The rows of a set with the person's changes applied, in the order in which the person made them. */
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
