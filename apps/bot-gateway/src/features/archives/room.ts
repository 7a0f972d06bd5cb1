import { CardReader, FileBudgetReader } from '@aisha/database/bot';
import type { UserId } from '@aisha/domain';
import { cardKey } from '../../engine/cards/card';
import type { Readers } from '../../engine/conversation';
import { ARCHIVES, archivesOf, PART_MEGABYTES } from './archive-limits';
import { archiveCard, type ArchiveState, isUnderWay } from './archive-set';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What of these files the archives of today have room for, in words of the offer to pack them. */
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
    againInMs: budget ? Math.ceil((budget.until.getTime() - now.getTime()) / HOUR_MS) * HOUR_MS : DAY_MS,
  };
};
