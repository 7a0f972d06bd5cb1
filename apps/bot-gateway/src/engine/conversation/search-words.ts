/** How many characters of a message a search takes; the message may have thousands. */
const CHARACTERS = 100;

/** The words for which a typed text searches a list. */
export const searchWords = (typed: string): string => [...typed].slice(0, CHARACTERS).join('');
