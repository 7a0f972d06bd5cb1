const CURSOR = /^(\d{1,15})\.([0-9a-f-]{36})$/;

/**
 * Where a page of rows ends, as text: the moment and the id of its last row. Its column of moments must have milliseconds, `timestamptz(3)`:
 * a finer moment would be cut here, and the next page would skip rows or repeat them.
 */
export const cursorAfter = (at: Date, id: string): string => `${at.getTime()}.${id}`;

/** Reads the text of `cursorAfter`; undefined when no page gave the text. */
export function readCursor(text = ''): [at: Date, id: string] | undefined {
  const [, milliseconds, id] = CURSOR.exec(text) ?? [];
  return milliseconds === undefined || id === undefined ? undefined : [new Date(Number(milliseconds)), id];
}
