import { Injectable } from '@nestjs/common';
import type { NameSpeaker, RenameTranscript } from '@aisha/contracts/transcriber';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { nameSpeaker, renameTranscript } from './transcript.store';

/** Renames a transcript; does nothing if the transcript is gone. */
@Injectable()
export class RenameTranscriptHandler implements JobHandler<RenameTranscript> {
  readonly handle = async ({ title, ...transcript }: RenameTranscript, context: JobContext): Promise<void> => {
    await context.once((tx) => renameTranscript(tx, transcript, title));
  };
}

/** Gives a speaker a name. The text and its times stay as they are, and every file made from now on has the name. */
@Injectable()
export class NameSpeakerHandler implements JobHandler<NameSpeaker> {
  readonly handle = async ({ label, name, ...transcript }: NameSpeaker, context: JobContext): Promise<void> => {
    await context.once((tx) => nameSpeaker(tx, transcript, label, name));
  };
}
