import { Injectable } from '@nestjs/common';
import type { ShowRecording } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { UploadedFileStore } from './uploaded-file.store';

/** Keeps what the transcriber has found in a recording that a program sent. */
@Injectable()
export class ShowRecordingHandler implements JobHandler<ShowRecording> {
  readonly inOneTransaction = 'synced';
  constructor(private readonly files: UploadedFileStore) {}

  readonly handle = async (
    { userId, sourceId, measured, refusal }: ShowRecording,
    context: JobContext,
  ): Promise<void> => {
    const found = measured
      ? { refusal: null, seconds: measured.seconds, speech: measured.speech }
      : { refusal: refusal ?? 'unavailable' };
    await context.once((tx) => this.files.check(tx, userId, sourceId, 'transcription', found));
  };
}
