import { Injectable } from '@nestjs/common';
import type { DeleteSpeech } from '@aisha/contracts/transcriber';
import { Database } from '@aisha/database';
import { SpeechReader } from '@aisha/kinds/tables';
import { ObjectStore, speechPrefix } from '@aisha/storage';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { SpeechStore } from './speech.store';

/** "Forget what you read aloud." Removes the files first, so a row never forgets a file that still exists. */
@Injectable()
export class DeleteSpeechHandler implements JobHandler<DeleteSpeech> {
  constructor(
    private readonly database: Database,
    private readonly speeches: SpeechStore,
    private readonly objects: ObjectStore,
  ) {}

  readonly handle = async ({ orderId, userId }: DeleteSpeech, context: JobContext): Promise<void> => {
    // The reader does not find another person's; what is still being read has no files.
    const speech = await new SpeechReader(this.database).find(userId, orderId);
    if (!speech?.voicePath || !speech.mp3Path) return;
    await this.objects.removePrefix(speechPrefix(userId, orderId));
    await context.once((tx) => this.speeches.forgetSound(tx, orderId));
  };
}
