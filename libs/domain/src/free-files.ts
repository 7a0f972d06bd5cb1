/** Why nothing was made of a file that is looked at for nothing, when another attempt may help: it is no fault of the file. */
const PASSING_REFUSALS = ['not-fetched', 'link-unreachable', 'too-many-at-once', 'unavailable'];

/** Whether the same file may be looked at once more. */
export const mayLookAgain = (refusal: string): boolean => PASSING_REFUSALS.includes(refusal);

/** How many of one person's files the bot looks at, reads or fetches free of charge in a day (24 hours), where a text names the number. */
export const FREE_FILES_A_DAY = {
  /** Each is paid to the vision model, about half a cent: a day's are a few pictures' worth (decision 58). */
  photoIdeas: 20,
  /** Each is looked at by the face finder, a tenth of a second of a core; many a family album has fifty. */
  sentPhotos: 50,
  /** Each is decoded for a minute or two at most, two at once in one process: a day's are a reporter's. */
  recordings: 60,
  /** Recordings that come by a link are these, too: 10 GB of our line for one person, at 500 MB each. */
  links: 20,
  /** Each is read in a second or two, half a minute at most, two at once in one process (decision 81). */
  texts: 50,
} as const;
