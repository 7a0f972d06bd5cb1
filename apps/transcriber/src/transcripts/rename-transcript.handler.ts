import { Injectable } from '@nestjs/common';
import type { RenameTranscript } from '@aisha/contracts/transcriber';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { renameTranscript } from './transcript.store';

/** Renames a transcript; does nothing if the transcript is gone. */
@Injectable()
export class RenameTranscriptHandler implements JobHandler<RenameTranscript> {
  readonly handle = async ({ title, ...transcript }: RenameTranscript, context: JobContext): Promise<void> => {
    await context.once((tx) => renameTranscript(tx, transcript, title));
  };
}
