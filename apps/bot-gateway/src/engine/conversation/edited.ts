import type { LoadContext, Step } from './flow';

/** The draft's own field that names the typed message which the step still reads (decision 245). */
interface Reading {
  readonly reads?: number;
}

/** Whether the draft's step still reads this message, so that its new words count. */
export const isReading = (draft: unknown, messageId: number): boolean =>
  (draft as Reading | null | undefined)?.reads === messageId;

/**
 * The draft with which a step is entered. At a step that reads edits, the draft names the message that was typed there last. At any other
 * step it names no message, because what the person sees there need not come from a typed message.
 */
export function draftReading(
  draft: unknown,
  { readsEdits }: Pick<Step, 'readsEdits'>,
  { typedAs }: Pick<LoadContext, 'typedAs'>,
  isThere: boolean,
): unknown {
  if (readsEdits && typedAs !== undefined) return { ...(draft as object), reads: typedAs } satisfies Reading;
  if (isThere || (draft as Reading | null | undefined)?.reads === undefined) return draft;
  const { reads: _, ...rest } = draft as Reading;
  return rest;
}
