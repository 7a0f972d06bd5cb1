/** Why nothing was made of a file that is looked at for nothing, when another attempt may help: it is no fault of the file. */
const PASSING_REFUSALS = ['not-fetched', 'link-unreachable', 'too-many-at-once', 'unavailable'];

/** Whether the same file may be looked at once more. */
export const mayLookAgain = (refusal: string): boolean => PASSING_REFUSALS.includes(refusal);
