import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { botGatewayInbox, type PackPictures } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import type { GalleryFilter, Picture } from '@aisha/database/generator';
import { AppError, type UserId } from '@aisha/domain';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { archiveKey, fileOf, ObjectStore, toReference, zipOf } from '@aisha/storage';
import { Cards } from '../../engine/cards/cards';
import { documentOf } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { Readers } from '../../readers';
import { archiveCard, type ArchiveState } from './archive.card';
import { PART_BYTES } from './archive-limits';
import { galleryTexts } from './gallery.texts';

/** Pictures that may go into one archive; they are fewer, unless they are very small. */
const MOST_IN_PART = 200;

const filterOf = ({ avatarId, isFavourite, lookGroup, since, words, pictureIds }: PackPictures): GalleryFilter => ({
  ...(avatarId && { avatarId }),
  ...(isFavourite && { isFavourite }),
  ...(lookGroup && { lookGroup }),
  ...(since && { since: new Date(since) }),
  ...(words && { words }),
  ...(pictureIds && { ids: pictureIds }),
});

/**
 * Packs the next archive of a set, sends it as a file and asks for the one after it. The pictures stream from storage through the zip into
 * storage; the same archive has the same key, so a run that is repeated leaves nothing behind.
 */
@Injectable()
export class PackPicturesHandler implements JobHandler<PackPictures> {
  constructor(
    private readonly readers: Readers,
    private readonly objects: ObjectStore,
    private readonly cards: Cards,
    private readonly deliveries: Deliveries,
    private readonly outbox: Outbox,
  ) {}

  readonly handle = async (job: PackPictures, context: JobContext): Promise<void> => {
    const { userId, archiveId, part } = job;
    const pictures = await this.next(job);
    const archive = archiveKey(userId, archiveId, part);
    const inside = await this.pack(pictures, job, context.signal);
    const t = galleryTexts[await this.readers.people.languageOf(userId)];
    const total = job.total - (pictures.length - inside.length);
    const packed = job.packed + inside.length;
    const archives = inside.length > 0 ? part : part - 1;
    const last = pictures.at(-1);
    const isLast = last === undefined || packed >= total;
    await context.once(async (tx) => {
      if (inside.length > 0) {
        const file = documentOf(toReference(archive), t.archiveName(part), t.archive(part, inside.length));
        await this.deliveries.add(tx, userId, file);
      }
      await this.tell(tx, { ...job, total }, { packed, archives, outcome: isLast ? 'packed' : null });
      if (isLast) return;
      const next = { ...job, part: archives + 1, packed, total, before: last.id };
      await this.outbox.add(tx, message(botGatewayInbox, 'pack-pictures', next));
    });
  };

  readonly giveUp = async (job: PackPictures, _error: AppError, tx: Transaction): Promise<void> => {
    await this.tell(tx, job, { packed: job.packed, archives: job.part - 1, outcome: 'failed' });
  };

  /** As many as fit into one archive, and one at least. */
  private async next(job: PackPictures): Promise<readonly Picture[]> {
    const { userId, before, total, packed } = job;
    const limit = Math.min(MOST_IN_PART, total - packed);
    if (limit <= 0) return [];
    const { pictures } = await this.readers.pictures.page(userId, filterOf(job), { limit, ...(before && { before }) });
    let bytes = 0;
    const tooMany = pictures.findIndex((picture, at) => {
      bytes += picture.bytes;
      return at > 0 && bytes > PART_BYTES;
    });
    return tooMany < 0 ? pictures : pictures.slice(0, tooMany);
  }

  /** Resolves to what is in the archive: a picture may be deleted while it is made. */
  private async pack(
    pictures: readonly Picture[],
    job: PackPictures,
    signal: AbortSignal,
  ): Promise<readonly Picture[]> {
    if (pictures.length === 0) return [];
    try {
      await this.store(pictures, job, signal);
      return pictures;
    } catch (error) {
      if (!isMissing(error)) throw error;
      const there = await this.existing(pictures, job.userId);
      if (there.length === pictures.length) throw error;
      return this.pack(there, job, signal);
    }
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

  private async store(pictures: readonly Picture[], job: PackPictures, signal: AbortSignal): Promise<void> {
    const { userId, archiveId, part, packed } = job;
    const entries = pictures.map(({ createdAt, filePath }, at) => ({
      name: nameOf(createdAt, packed + at + 1, filePath ?? ''),
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

  /** On the card, below the files once all are there. */
  private async tell(
    tx: Transaction,
    { userId, archiveId, total }: PackPictures,
    so: Pick<ArchiveState, 'packed' | 'archives' | 'outcome'>,
  ): Promise<void> {
    const at = new Date().toISOString();
    const isOver = so.outcome !== null;
    const after = (): ArchiveState => ({ archiveId, total, at, ...so });
    await this.cards.update(tx, archiveCard, userId, userId, after, () => isOver);
  }
}

const isMissing = (error: unknown): boolean => error instanceof AppError && error.code === 'file-missing';

/** «aisha-2026-11-22-001.jpg»: the newest is the first. */
const nameOf = (made: Date, place: number, file: string): string =>
  `aisha-${made.toISOString().slice(0, 10)}-${String(place).padStart(3, '0')}${path.posix.extname(file)}`;
