import type { FileBudget } from '../../free-files/file-budget.store';

/** The most pictures that one request packs: some 120 MB. The person can reach the others through a narrower filter. */
export const MOST_PACKED = 300;

/**
 * The most pictures that can be marked one by one, which are eleven pages. Their ids travel with each message that packs the next archive.
 */
export const MOST_CHOSEN = 100;

/** The most pictures in one archive. Usually its size limits them before, unless the pictures are very small. */
const MOST_IN_PART = 200;

/**
 * The size of one archive in megabytes of 10⁶ bytes. Telegram takes 50 MB a file (telegram.md §6), and a zip is a little larger than its
 * content.
 */
export const PART_MEGABYTES = 45;
export const PART_BYTES = PART_MEGABYTES * 1_000_000;

/**
 * How many archives a person may have in a day. Twenty archives are 0.9 GB, which we read from storage, keep there for a day and send to
 * Telegram. They hold some 2 000 pictures of 0.4 MB, seven times the most that one request packs. A person has one request under way at a
 * time.
 */
export const ARCHIVES: FileBudget = { aDay: 20 };

/** Divides pictures into archives, in their order; each archive has at least one. */
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
