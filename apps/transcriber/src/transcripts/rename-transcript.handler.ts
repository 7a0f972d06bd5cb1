import { Injectable } from '@nestjs/common';
import type { RenameTranscript } from '@aisha/contracts/transcriber';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { renameTranscript } from './transcript.store';

/** Gives a transcript a name; one that is gone has none. */
@Injectable()
export class RenameTranscriptHandler implements JobHandler<RenameTranscript> {
  readonly handle = async ({ title, ...transcript }: RenameTranscript, context: JobContext): Promise<void> => {
    await context.once((tx) => renameTranscript(tx, transcript, title));
  };
}
