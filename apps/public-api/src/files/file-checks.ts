import { Injectable } from '@nestjs/common';
import type { ShowRecording, ShowSentPhoto } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import { UPLOAD_USES } from '@aisha/database/api';
import type { UploadedFileId } from '@aisha/domain';
import { ORDER_KIND } from '@aisha/kinds';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Clock } from '@aisha/platform';
import { WebhookStore } from '../webhooks/webhook.store';
import { type Found, isPhoto, type NewFile, UploadedFileStore } from './uploaded-file.store';

/** Stores the result of a file’s check and, in the same transaction, adds one message about it for the person’s webhooks. */
@Injectable()
export class FileChecks {
  constructor(
    private readonly files: UploadedFileStore,
    private readonly webhooks: WebhookStore,
    private readonly clock: Clock,
  ) {}

  async keep(tx: Transaction, file: Pick<NewFile, 'userId' | 'id' | 'usedFor'>, found: Found): Promise<void> {
    if (!(await this.files.check(tx, file, found))) return;
    const { userId, id: fileId, usedFor } = file;
    const state = found.refusal === null ? 'ready' : 'refused';
    const data = { fileId, for: usedFor, state, errorCode: found.refusal };
    await this.webhooks.tell(tx, { userId, fileId }, { type: `file.${state}`, at: this.clock.now(), data });
  }
}

/** Stores the trainer’s check of a photo that a program sent. */
@Injectable()
export class ShowSentPhotoHandler implements JobHandler<ShowSentPhoto> {
  readonly inOneTransaction = 'synced';
  constructor(private readonly checks: FileChecks) {}

  readonly handle = async (shown: ShowSentPhoto, context: JobContext): Promise<void> => {
    const { userId, photoId, photo, refusal } = shown;
    const usedFor = UPLOAD_USES.filter(isPhoto).find((use) => ORDER_KIND[use].ofPhotos === shown.usedFor);
    if (!usedFor) return;
    const found = photo
      ? // The trainer counts faces only for a restoration.
        { refusal: null, width: photo.width, height: photo.height, faces: usedFor === 'animation' ? null : photo.faces }
      : { refusal: refusal ?? 'unavailable' };
    const id = photoId as string as UploadedFileId;
    await context.once((tx) => this.checks.keep(tx, { userId, id, usedFor }, found));
  };
}

/** Stores the transcriber’s check of a recording that a program sent. */
@Injectable()
export class ShowRecordingHandler implements JobHandler<ShowRecording> {
  readonly inOneTransaction = 'synced';
  constructor(private readonly checks: FileChecks) {}

  readonly handle = async (
    { userId, sourceId, measured, refusal }: ShowRecording,
    context: JobContext,
  ): Promise<void> => {
    const found = measured
      ? { refusal: null, seconds: measured.seconds, speech: measured.speech }
      : { refusal: refusal ?? 'unavailable' };
    const id = sourceId as string as UploadedFileId;
    await context.once((tx) => this.checks.keep(tx, { userId, id, usedFor: 'transcription' }, found));
  };
}
