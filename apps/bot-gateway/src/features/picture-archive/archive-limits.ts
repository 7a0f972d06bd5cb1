import type { FileBudget } from '../../free-files/file-budget.store';

/** Pictures that are packed at the person's word: some 120 MB. The rest is behind a narrower filter. */
export const MOST_PACKED = 300;

/** Pictures marked one by one: eleven pages; their ids travel with each message that packs the next archive. */
export const MOST_CHOSEN = 100;

/** Pictures that may go into one archive; they are fewer, unless they are very small. */
const MOST_IN_PART = 200;

/**
 * The size of one archive, 10⁶ bytes each: Telegram takes 50 MB a file (telegram.md §6), and a zip is a little more than what it holds.
 */
export const PART_MEGABYTES = 45;
const PART_BYTES = PART_MEGABYTES * 1_000_000;

/**
 * 0.9 GB, read from storage, kept there for a day and sent to Telegram: some 2 000 pictures of 0.4 MB, seven times the most that one set
 * packs. A person has one set under way at a time.
 */
export const ARCHIVES: FileBudget = { aDay: 20 };

/** Pictures as they go into archives, in their order; one at least in each. */
export const archivesOf = <Sized extends { readonly bytes: number }>(pictures: readonly Sized[]): Sized[][] => {
  const archives: Sized[][] = [];
  let room = 0;
  for (const picture of pictures) {
    const last = archives.at(-1);
    if (last && last.length < MOST_IN_PART && picture.bytes <= room) {
      last.push(picture);
      room -= picture.bytes;
    } else {
      archives.push([picture]);
      room = PART_BYTES - picture.bytes;
    }
  }
  return archives;
};
