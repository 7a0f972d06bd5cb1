import path from 'node:path';
import { Injectable } from '@nestjs/common';
import type { PackPictures } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import type { Picture } from '@aisha/kinds/tables';
import { archiveKey, fileOf, isMissing, ObjectStore, zipOf } from '@aisha/storage';
import { isoDayText, type Calendar } from '../../engine/conversation';
import { FileBudgetStore } from '../../free-files/file-budget.store';

/**
 * Packs pictures into archives, and counts the archives in their person's budget. The pictures stream from storage through the zip into
 * storage. The same archive has the same key, so a repeated run leaves no second file behind.
 */
@Injectable()
export class ArchivePacker {
  constructor(
    private readonly objects: ObjectStore,
    private readonly budget: FileBudgetStore,
  ) {}

  /** Packs an archive; resolves to the packed pictures, which may be fewer, because a person may delete a picture meanwhile. */
  async pack(
    pictures: readonly Picture[],
    job: PackPictures,
    calendar: Calendar,
    signal: AbortSignal,
  ): Promise<readonly Picture[]> {
    if (pictures.length === 0) return [];
    try {
      await this.store(pictures, job, calendar, signal);
      return pictures;
    } catch (error) {
      if (!isMissing(error)) throw error;
      const there = await this.existing(pictures, job.userId);
      if (there.length === pictures.length) throw error;
      return this.pack(there, job, calendar, signal);
    }
  }

  /**
   * Counts an archive, which is identified by its place in storage. This cannot exceed the budget, because «Скачать» offers no more
   * archives than there is room for.
   */
  count(tx: Transaction, userId: UserId, archive: string): Promise<void> {
    return this.budget.count(tx, { userId, file: archive }, 'archives');
  }

  /** Removes an archive that did not reach its person from the count. */
  uncount(tx: Transaction, userId: UserId, archive: string): Promise<void> {
    return this.budget.giveBack(tx, { userId, file: archive }, 'archives');
  }

  private async existing(pictures: readonly Picture[], userId: UserId): Promise<readonly Picture[]> {
    const are = await Promise.all(
      pictures.map(({ filePath }) =>
        this.objects.head(fileOf(userId, filePath ?? '')).then(
          () => true,
          (error: unknown) => {
            if (isMissing(error)) return false;
            throw error;
          },
        ),
      ),
    );
    return pictures.filter((_, at) => are[at]);
  }

  private async store(
    pictures: readonly Picture[],
    job: PackPictures,
    calendar: Calendar,
    signal: AbortSignal,
  ): Promise<void> {
    const { userId, archiveId, part, packed } = job;
    const entries = pictures.map(({ createdAt, filePath }, at) => ({
      name: nameOf(isoDayText(createdAt, calendar), packed + at + 1, filePath ?? ''),
      open: () => this.objects.get(fileOf(userId, filePath ?? '')),
    }));
    const zip = zipOf(entries);
    const stop = (): void => void zip.destroy(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    try {
      await this.objects.put(archiveKey(userId, archiveId, part), zip, { contentType: 'application/zip' });
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }
}

/** The name of a file in an archive, «aisha-2026-11-22-001.jpg»; the newest picture has the number 1. */
const nameOf = (day: string, place: number, file: string): string =>
  `aisha-${day}-${String(place).padStart(3, '0')}${path.posix.extname(file)}`;
