import type { FileUsage } from '@aisha/database/files';
import { MB, type UserId } from '@aisha/domain';
import type { Readers } from '../engine/conversation/readers';
import { WorkSettings, ChangedFiles } from '../readers';

/** The share of the quota at which the bot begins to warn the person. */
const NEARLY_FULL = 0.9;

/** What we keep for a person, in bytes. */
interface PersonStorage {
  readonly usage: readonly FileUsage[];
  readonly used: number;
  /** The quota in bytes; null when there is none. */
  readonly quota: number | null;
  readonly isNearlyFull: boolean;
  /** Whether the quota is used up. Photos and recordings are then refused; orders are still carried out and their results kept. */
  readonly isFull: boolean;
}

export async function storageOf(readers: Readers, userId: UserId): Promise<PersonStorage> {
  const { STORAGE_QUOTA_MB } = readers.settings(WorkSettings);
  const usage = await readers.of(ChangedFiles).usage(userId);
  const used = usage.reduce((sum, { bytes }) => sum + bytes, 0);
  const quota = STORAGE_QUOTA_MB > 0 ? STORAGE_QUOTA_MB * MB : null;
  const share = quota === null ? 0 : used / quota;
  return { usage, used, quota, isNearlyFull: share >= NEARLY_FULL, isFull: share >= 1 };
}
