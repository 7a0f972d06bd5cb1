import type { UserId } from '@aisha/domain';

/** How many sheets are remembered: the pages through which people leaf now. */
const MOST = 1_000;

/** The ids by which Telegram has the sheets that were sent lately, so that a mark in the gallery draws and uploads nothing. */
export class KnownSheets {
  private readonly fileIds = new Map<string, string>();

  idOf(userId: UserId, sheet: string): string | undefined {
    return this.fileIds.get(keyOf(userId, sheet));
  }

  keep(userId: UserId, sheet: string, fileId: string): void {
    this.forget(userId, sheet); // so that it counts as the newest
    this.fileIds.set(keyOf(userId, sheet), fileId);
    const [oldest] = this.fileIds.keys();
    if (this.fileIds.size > MOST && oldest !== undefined) this.fileIds.delete(oldest);
  }

  forget(userId: UserId, sheet: string): void {
    this.fileIds.delete(keyOf(userId, sheet));
  }
}

/** A sheet is shown to the person alone whose pictures it has. */
const keyOf = (userId: UserId, sheet: string): string => `${userId} ${sheet}`;
