import path from 'node:path';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import { RETENTION_MS, type UserId } from '@aisha/domain';
import { Clock, Logger } from '@aisha/platform';
import { archiveKey, everyArchive, fileOf, ForgetAgedFiles, isMissing, ObjectStore, zipOf } from '@aisha/storage';
import { isoDayText, type Calendar } from '../../engine/conversation';
import { FileBudgetStore } from '../../free-files/file-budget.store';
import type { PackingJob } from './archive.card';

/** A file that goes into an archive. */
export interface FileToPack {
  /** The name of the file in the archive, before the file's day and number. */
  readonly name: string;
  readonly at: Date;
  /** Storage reference. */
  readonly filePath: string;
}

/**
 * Packs files into archives, and counts the archives in the person's budget. The files stream from storage through the zip into storage. The
 * same archive has the same key, so a repeated run leaves no second file behind.
 */
@Injectable()
export class ArchivePacker {
  constructor(
    private readonly objects: ObjectStore,
    private readonly budget: FileBudgetStore,
  ) {}

  /** Packs an archive; resolves to the packed files, which may be fewer, because a person may delete a file meanwhile. */
  async pack(
    files: readonly FileToPack[],
    job: PackingJob,
    calendar: Calendar,
    signal: AbortSignal,
  ): Promise<readonly FileToPack[]> {
    if (files.length === 0) return [];
    try {
      await this.store(files, job, calendar, signal);
      return files;
    } catch (error) {
      if (!isMissing(error)) throw error;
      const there = await this.existing(files, job.userId);
      if (there.length === files.length) throw error;
      return this.pack(there, job, calendar, signal);
    }
  }

  /**
   * Counts an archive, which is identified by its place in storage. The count cannot exceed the budget, because «Скачать» offers no more
   * archives than there is room for.
   */
  count(tx: Transaction, userId: UserId, archive: string): Promise<void> {
    return this.budget.count(tx, { userId, file: archive }, 'archives');
  }

  /** Takes an archive out of the count because it did not reach the person. */
  uncount(tx: Transaction, userId: UserId, archive: string): Promise<void> {
    return this.budget.release(tx, { userId, file: archive }, 'archives');
  }

  private async existing(files: readonly FileToPack[], userId: UserId): Promise<readonly FileToPack[]> {
    const are = await Promise.all(
      files.map(({ filePath }) =>
        this.objects.head(fileOf(userId, filePath)).then(
          () => true,
          (error: unknown) => {
            if (isMissing(error)) return false;
            throw error;
          },
        ),
      ),
    );
    return files.filter((_, at) => are[at]);
  }

  private async store(
    files: readonly FileToPack[],
    job: PackingJob,
    calendar: Calendar,
    signal: AbortSignal,
  ): Promise<void> {
    const { userId, archiveId, part, packed } = job;
    const entries = files.map((file, at) => ({
      name: nameOf(file, isoDayText(file.at, calendar), packed + at + 1),
      open: () => this.objects.get(fileOf(userId, file.filePath)),
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

/** The name of a file in an archive, «aisha-2026-11-22-001.jpg»; the newest file has the number 1. */
const nameOf = ({ name, filePath }: FileToPack, day: string, place: number): string =>
  `${name}-${day}-${String(place).padStart(3, '0')}${path.posix.extname(filePath)}`;

/** How long an archive is kept at most: an archive is sent within minutes, and after a day a file in it may have been deleted. */
const KEPT_MS = RETENTION_MS.archive;

/** Deletes archives within a day after they were packed, because they are copies. */
@Injectable()
export class ForgetArchives extends ForgetAgedFiles {
  constructor(objects: ObjectStore, clock: Clock, log: Logger) {
    super('archives.forget', objects, clock, log);
  }

  async run(): Promise<void> {
    await this.forgetAged(everyArchive, KEPT_MS);
  }
}
