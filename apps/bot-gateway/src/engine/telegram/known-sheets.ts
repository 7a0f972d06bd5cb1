import type { UserId } from '@aisha/domain';

/** How many sheets are remembered: those of the gallery pages that people look at now. */
const MOST = 1_000;

/**
 * Telegram's file ids of sheets that were sent lately. With them, the bot neither draws nor uploads a sheet again when a person marks a
 * picture on it.
 */
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

/** Only the person who owns the pictures is shown their sheet, so the person is part of the key. */
const keyOf = (userId: UserId, sheet: string): string => `${userId} ${sheet}`;
