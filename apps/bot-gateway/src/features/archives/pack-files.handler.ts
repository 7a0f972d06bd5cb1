import { message } from '@aisha/contracts';
import { botGatewayInbox, type PackFiles } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import type { FilePlace } from '@aisha/database/files';
import type { AppError } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Injectable } from '@nestjs/common';
import { calendarOfPerson, Readers } from '../../engine/conversation';
import { type FileKindViews, wordsFor } from '../../orders/file-kind';
import { ChangedFiles } from '../../readers';
import { archivesOf, NAME_OF_PICTURES } from './archive-limits';
import { ArchiveSet, type ArchiveState } from './archive-set';

/** What the archives of these files are said to hold: a list of pictures alone is packed and told as the gallery does it. */
export const archivesHold = (files: readonly Pick<FilePlace, 'kind'>[]): ArchiveState['of'] =>
  files.every(({ kind }) => kind === 'picture') ? undefined : 'files';

/** How each kind of file is named in an archive. */
export class KindsInArchives {
  constructor(readonly views: FileKindViews) {}
}

/** Packs the next archive of files that the person has marked, sends it, and asks for the next one while files are left. */
@Injectable()
export class PackFilesHandler implements JobHandler<PackFiles> {
  constructor(
    private readonly readers: Readers,
    private readonly archives: ArchiveSet,
    private readonly kinds: KindsInArchives,
  ) {}

  readonly handle = async (job: PackFiles, context: JobContext): Promise<void> => {
    const { userId, packed, files: places, of } = job;
    const files = await this.readers.of(ChangedFiles).these(userId, places);
    const { language } = await calendarOfPerson(this.readers, userId);
    const inArchive = archivesOf(files)[0] ?? [];
    const left = files.slice(inArchive.length).map(({ kind, id }) => ({ kind, id }));
    await this.archives.packNext(
      { ...job, total: packed + files.length },
      inArchive.map((file) => ({
        name: of ? wordsFor(this.kinds.views[file.kind], file, language).fileName : NAME_OF_PICTURES,
        at: file.at,
        filePath: file.filePath,
      })),
      {
        of: of ?? undefined,
        next: (so) => message(botGatewayInbox, 'pack-files', { ...so, files: left, ...(of && { of }) }),
      },
      context,
    );
  };

  readonly giveUp = (job: PackFiles, _error: AppError, tx: Transaction): Promise<void> =>
    this.archives.giveUp(tx, job, job.of ?? undefined);
}
