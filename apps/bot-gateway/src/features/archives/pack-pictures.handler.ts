import { message } from '@aisha/contracts';
import { botGatewayInbox, type PackPictures } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import type { AppError } from '@aisha/domain';
import type { GalleryFilter, Picture } from '@aisha/kinds/tables';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Injectable } from '@nestjs/common';
import { calendarOfPerson, Readers } from '../../engine/conversation';
import { ChangedPictures } from '../../readers';
import { archivesOf, NAME_OF_PICTURES } from './archive-limits';
import { ArchiveSet } from './archive-set';

const filterOf = ({ avatarId, isFavourite, lookGroup, since, words, pictureIds }: PackPictures): GalleryFilter => ({
  ...(avatarId && { avatarId }),
  ...(isFavourite && { isFavourite }),
  ...(lookGroup && { lookGroup }),
  ...(since && { since: new Date(since) }),
  ...(words && { words }),
  ...(pictureIds && { ids: pictureIds }),
});

/** Packs the next archive of the pictures that a filter of the gallery finds, and sends it. */
@Injectable()
export class PackPicturesHandler implements JobHandler<PackPictures> {
  constructor(
    private readonly readers: Readers,
    private readonly archives: ArchiveSet,
  ) {}

  readonly handle = async (job: PackPictures, context: JobContext): Promise<void> => {
    const pictures = await this.next(job);
    const files = pictures.map(({ createdAt, filePath }) => ({
      name: NAME_OF_PICTURES,
      at: createdAt,
      filePath: filePath ?? '',
    }));
    const before = pictures.at(-1)?.id ?? null;
    await this.archives.packNext(
      job,
      files,
      {
        of: undefined,
        calendar: await calendarOfPerson(this.readers, job.userId),
        next: (so) => message(botGatewayInbox, 'pack-pictures', { ...job, ...so, before }),
      },
      context,
    );
  };

  readonly giveUp = (job: PackPictures, _error: AppError, tx: Transaction): Promise<void> =>
    this.archives.giveUp(tx, job, undefined);

  /** The pictures that fit into the next archive: at least one, as long as any is left. */
  private async next(job: PackPictures): Promise<readonly Picture[]> {
    const { userId, before, total, packed } = job;
    const limit = total - packed;
    if (limit <= 0) return [];
    const { pictures } = await this.readers
      .of(ChangedPictures)
      .page(userId, filterOf(job), { limit, ...(before && { before }) });
    return archivesOf(pictures)[0] ?? [];
  }
}
