import { CardReader, FileBudgetReader } from '@aisha/database/bot';
import { DAY_MS, HOUR_MS, type UserId } from '@aisha/domain';
import { cardKey } from '../../engine/cards/card';
import type { Readers } from '../../engine/conversation';
import type { FileBudget } from '../../free-files/file-budget.store';
import { archiveCard, type ArchiveState, isUnderWay } from './archive.card';

/** The most pictures that one request packs: some 120 MB. The person can reach the others through a narrower filter. */
export const MOST_PACKED = 300;

/** The most files that can be marked one by one: eleven pages of the gallery. Each message that packs an archive carries their ids. */
export const MOST_CHOSEN = 100;

/** The most files in one archive. Usually an archive reaches its size first, unless the files are very small. */
const MOST_IN_PART = 200;

/**
 * The size of one archive in megabytes of 10⁶ bytes. Telegram takes 50 MB a file (telegram.md §6), and a zip is a little larger than its
 * content.
 */
export const PART_MEGABYTES = 45;
export const PART_BYTES = PART_MEGABYTES * 1_000_000;
/** The largest file, in bytes, whose own archive Telegram takes: 50 MB, less what a zip adds to its content. */
export const MOST_ALONE_BYTES = 49_500_000;

/**
 * How many archives a person may have in a day. Twenty archives are 0.9 GB, which we read from storage, keep there for a day and send to
 * Telegram. They hold some 2 000 pictures of 0.4 MB, seven times the most that one request packs. A person has one request under way at a
 * time.
 */
export const ARCHIVES: FileBudget = { aDay: 20 };

/** The name of each picture in an archive of pictures, before its day and number. */
export const NAME_OF_PICTURES = 'aisha';

/** Divides files into archives, in their order; each archive has at least one file. */
export const archivesOf = <Sized extends { readonly bytes: number }>(files: readonly Sized[]): Sized[][] => {
  const archives: Sized[][] = [];
  let room = 0;
  for (const file of files) {
    const last = archives.at(-1);
    if (last && last.length < MOST_IN_PART && file.bytes <= room) {
      last.push(file);
      room -= file.bytes;
    } else {
      archives.push([file]);
      room = PART_BYTES - file.bytes;
    }
  }
  return archives;
};

/** The time until a moment, in milliseconds and rounded up to an hour. */
export const wholeHoursUntil = (moment: Date, now: Date): number =>
  Math.ceil((moment.getTime() - now.getTime()) / HOUR_MS) * HOUR_MS;

/**
 * Says how many of these files fit into the archives that today's limit still allows. Also gives the other values that a screen needs to
 * offer the packing of these files.
 */
export const roomFor = async <Sized extends { readonly bytes: number }>(
  readers: Readers,
  { userId, now }: { readonly userId: UserId; readonly now: Date },
  files: readonly Sized[],
) => {
  const budget = await readers.of(FileBudgetReader).archives(userId, now);
  const fitting = archivesOf(files)
    .slice(0, Math.max(0, ARCHIVES.aDay - (budget?.used ?? 0)))
    .flat();
  const last = (await readers.of(CardReader).state(userId, cardKey(archiveCard, userId))) as ArchiveState | null;
  const megabytes = Math.max(1, Math.round(fitting.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000_000));
  return {
    /** How many of the files are packed, from the first one on. */
    count: fitting.length,
    isPacking: last !== null && isUnderWay(last, now),
    size: { megabytes, isInParts: megabytes > PART_MEGABYTES, partMegabytes: PART_MEGABYTES },
    aDay: ARCHIVES.aDay,
    /** The time after which the person can pack a whole day's archives again. */
    againInMs: budget ? wholeHoursUntil(budget.until, now) : DAY_MS,
  };
};
