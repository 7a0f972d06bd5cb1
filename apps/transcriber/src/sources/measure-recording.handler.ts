import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { botGatewayInbox, type MeasuredRecording } from '@aisha/contracts/bot-gateway';
import { publicApiInbox } from '@aisha/contracts/public-api';
import type { MeasureRecording } from '@aisha/contracts/transcriber';
import type { Transaction } from '@aisha/database';
import { type AppError, asAppError } from '@aisha/domain';
import { MAX_RECORDING_SECONDS, type RecordingRefusal } from '@aisha/kinds';
import { incomingRecordingKey, ObjectStore, sourceKey } from '@aisha/storage';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { Logger, temporaryFolder } from '@aisha/platform';
import { AudioTool, type HeardRecording } from '../audio/audio-tool';
import { secondsOf, SHORTEST_SPEECH_SECONDS, soundIn, speechIn } from '../audio/pieces';
import { SourceStore } from './source.store';

/**
 * Finds how much is said in a recording, before a person pays for it. It recognises the type by decoding the file, never by the name. It
 * keeps the sound in the form that the speech model will hear, so that the order need not decode it again, and removes the original.
 */
@Injectable()
export class MeasureRecordingHandler implements JobHandler<MeasureRecording> {
  constructor(
    private readonly sources: SourceStore,
    private readonly audio: AudioTool,
    private readonly objects: ObjectStore,
    private readonly outbox: Outbox,
    private readonly log: Logger,
  ) {}

  readonly handle = async (job: MeasureRecording, context: JobContext): Promise<void> => {
    const incoming = incomingRecordingKey(job.userId, job.sourceId);
    const folder = await temporaryFolder();
    try {
      const heard = await this.hear(job, folder, context);
      const refusal = typeof heard === 'string' ? heard : refusalOf(heard);
      if (typeof heard === 'string' || refusal) {
        await context.once((tx) => this.tell(tx, job, null, refusal));
      } else if (await this.sources.begin(job)) {
        const { file, seconds, silences } = heard;
        const kept = sourceKey(job.userId, job.sourceId);
        await this.objects.put(kept, createReadStream(file), { contentType: 'audio/mpeg' });
        await context.once(async (tx) => {
          await this.sources.keepMeasured(tx, job, { seconds, silences });
          await this.tell(tx, job, { seconds, speech: secondsOf(speechIn(seconds, silences)) }, null);
        });
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    await this.objects.remove([incoming]);
  };

  readonly giveUp = (job: MeasureRecording, _error: AppError, tx: Transaction): Promise<void> =>
    this.tell(tx, job, null, 'unavailable');

  /** Decodes the recording. Throws when another attempt may help. */
  private async hear(
    { userId, sourceId }: MeasureRecording,
    folder: string,
    { signal }: JobContext,
  ): Promise<HeardRecording | RecordingRefusal> {
    const file = path.join(folder, 'recording');
    try {
      const recording = await this.objects.get(incomingRecordingKey(userId, sourceId));
      await pipeline(recording, createWriteStream(file), { signal });
      return await this.audio.hear(file, folder, MAX_RECORDING_SECONDS + 1, signal);
    } catch (error) {
      const failure = asAppError(error);
      this.log.failed('recording.not-measured', failure, { sourceId });
      // The fetch has stored the recording, so it was deleted since: this message came too late, and its sender is not at fault.
      if (failure.code === 'file-missing') return 'unavailable';
      if (failure.code !== 'audio-unreadable') throw failure;
      return failure.facts['problem'] === 'no-sound' ? 'no-sound' : 'not-a-recording';
    }
  }

  private tell(
    tx: Transaction,
    { userId, sourceId, answerTo }: MeasureRecording,
    measured: MeasuredRecording | null,
    refusal: RecordingRefusal | null,
  ): Promise<void> {
    const found = { userId, sourceId, measured, refusal };
    return this.outbox.add(
      tx,
      answerTo === 'public-api'
        ? message(publicApiInbox, 'show-recording', found)
        : message(botGatewayInbox, 'show-recording', found),
    );
  }
}

const refusalOf = ({ seconds, silences }: HeardRecording): RecordingRefusal | null => {
  if (seconds > MAX_RECORDING_SECONDS) return 'too-long';
  return secondsOf(soundIn(seconds, silences)) < SHORTEST_SPEECH_SECONDS ? 'no-speech' : null;
};
