/** Characters that reverse the direction of the rest of a line, or cannot be seen; of these only the joiner of emoji is kept. */
const UNSEEN = /(?!\u200d)\p{C}/gu;
const BLANK = /[\s\u2800]+/gu;

/** A name as a person typed it, in one line without stray spaces. */
export const shownName = (typed: string): string => typed.replace(BLANK, ' ').replace(UNSEEN, '').trim();

/** How many characters of a name can be seen. */
export const seenLength = (name: string): number => [...name.replace(/\p{Default_Ignorable_Code_Point}/gu, '')].length;
