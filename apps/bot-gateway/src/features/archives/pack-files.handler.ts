import { message } from '@aisha/contracts';
import { botGatewayInbox, type PackFiles } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import type { AppError } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Injectable } from '@nestjs/common';
import { calendarOfPerson, Readers } from '../../engine/conversation';
import { FileKinds, wordsFor } from '../../orders/file-kind';
import { ChangedFiles } from '../../readers';
import { archivesOf, NAME_OF_PICTURES } from './archive-limits';
import { ArchiveSet } from './archive-set';

/** Packs the next archive of files that the person has marked, sends it, and asks for the next one while files are left. */
@Injectable()
export class PackFilesHandler implements JobHandler<PackFiles> {
  constructor(
    private readonly readers: Readers,
    private readonly archives: ArchiveSet,
    private readonly kinds: FileKinds,
  ) {}

  readonly handle = async (job: PackFiles, context: JobContext): Promise<void> => {
    const { userId, packed, files: places, of } = job;
    const files = await this.readers.of(ChangedFiles).these(userId, places);
    const calendar = await calendarOfPerson(this.readers, userId);
    const inArchive = archivesOf(files)[0] ?? [];
    const left = files.slice(inArchive.length).map(({ kind, id }) => ({ kind, id }));
    await this.archives.packNext(
      { ...job, total: packed + files.length },
      inArchive.map((file) => ({
        name: of ? wordsFor(this.kinds.views[file.kind], file, calendar.language).fileName : NAME_OF_PICTURES,
        at: file.at,
        filePath: file.filePath,
      })),
      {
        of: of ?? undefined,
        calendar,
        next: (so) => message(botGatewayInbox, 'pack-files', { ...so, files: left, ...(of && { of }) }),
      },
      context,
    );
  };

  readonly giveUp = (job: PackFiles, _error: AppError, tx: Transaction): Promise<void> =>
    this.archives.giveUp(tx, job, job.of ?? undefined);
}
