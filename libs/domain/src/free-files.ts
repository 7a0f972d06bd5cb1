/** Why nothing was made of a free file although the file is not at fault: another attempt may help. */
const PASSING_REFUSALS = ['not-fetched', 'link-unreachable', 'too-many-at-once', 'unavailable'];

/** Whether the person may send the same file once more. */
export const mayLookAgain = (refusal: string): boolean => PASSING_REFUSALS.includes(refusal);

/**
 * How many of one person's files the bot looks at, reads or fetches free of charge within 24 hours; texts name these
 * numbers.
 */
export const FREE_FILES_A_DAY = {
  /** Each costs about half a cent at the vision model, so a day's photos cost as much as a few drawn pictures (decision 58). */
  photoIdeas: 20,
  /** Each costs the face finder a tenth of a second of a core; a family album easily has fifty. */
  sentPhotos: 50,
  /** Each is decoded for a minute or two at most, two at once in one process; 60 a day are as many as a journalist sends. */
  recordings: 60,
  /** Recordings that come by a link; they count as recordings, too. At 500 MB each, one person makes us download at most 10 GB a day. */
  links: 20,
  /** Each text is read in a second or two, half a minute at most, two at once in one process (decision 81). */
  texts: 50,
  /** The photos of ten whole sets of an avatar, and as many again that are refused. */
  avatarPhotos: 400,
  /** Five tries of two selfies each: a person who fails that often needs help from a human. */
  selfies: 10,
  /** Each reads every file of its person and sends all of them. */
  dataExports: 1,
} as const;
