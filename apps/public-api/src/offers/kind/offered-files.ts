import { Injectable } from '@nestjs/common';
import { startOrder } from '@aisha/contracts';
import { Database } from '@aisha/database';
import type { UploadedFile, UploadUse } from '@aisha/database/api';
import { FreeSpeechReader } from '@aisha/database/billing';
import type { PhotoId, SourceId, UploadedFileId, UserId } from '@aisha/domain';
import {
  automaticScale,
  type InputOf,
  minutesOf,
  restorationItem,
  type RestorationScale,
  restorationScalesOf,
  type SpokenLanguage,
} from '@aisha/kinds';
import { Clock } from '@aisha/platform';
import { PublicApiConfig } from '../../config';
import { UploadedFileStore } from '../../files/uploaded-file.store';
import { Problem } from '../../http/problem';
import type { Line } from './line';

/** The sent photo that is to be restored; without a scale the product chooses one. */
interface PhotoToRestore {
  readonly fileId: UploadedFileId;
  readonly scale?: RestorationScale;
}

/** The sent recording that is to be written down, and the words to expect in it. */
interface RecordingToTranscribe {
  readonly fileId: UploadedFileId;
  readonly spokenLanguage?: SpokenLanguage;
  readonly vocabulary: string[];
}

/** Prices orders of sent files, as the chat does once a file is checked. */
@Injectable()
export class OfferedFiles {
  constructor(
    private readonly database: Database,
    private readonly store: UploadedFileStore,
    private readonly config: PublicApiConfig,
    private readonly clock: Clock,
  ) {}

  async restoration(userId: UserId, { fileId, scale: asked }: PhotoToRestore): Promise<Line> {
    const { width, height } = await this.ready(userId, fileId, 'restoration');
    const sides = { width: width ?? 0, height: height ?? 0 };
    const possible = restorationScalesOf(sides);
    if (asked !== undefined && !possible.includes(asked)) {
      const message = `scale may be, for this photo: ${possible.join(', ')}`;
      throw new Problem('body-not-valid', { errors: [{ field: 'scale', message }] });
    }
    const automatic = automaticScale(sides);
    const scale = asked ?? (possible.includes(automatic) ? automatic : (possible[0] ?? automatic));
    const photoId = fileId as string as PhotoId;
    return {
      ...{ item: restorationItem(scale), units: 1, fileId },
      start: (orderId) => startOrder('restoration', { orderId, userId, photoId, scale }),
    };
  }

  /** A sent photo as the input of an order of a video. */
  async photoToAnimate(userId: UserId, fileId: UploadedFileId): Promise<InputOf<'photo'>> {
    await this.ready(userId, fileId, 'animation');
    return { kind: 'photo', photoId: fileId as string as PhotoId };
  }

  async transcription(userId: UserId, body: RecordingToTranscribe): Promise<Line> {
    const { fileId, spokenLanguage = null, vocabulary } = body;
    const { seconds, speech } = await this.ready(userId, fileId, 'transcription');
    const line = await new FreeSpeechReader(this.database).line(
      ...([userId, speech ?? 0, this.clock.now(), this.config.FREE_SECONDS_OF_SPEECH_A_DAY] as const),
    );
    const asked = {
      ...{ sourceId: fileId as string as SourceId, speechUnits: line.units, minutes: minutesOf(seconds ?? 0) },
      ...{ messageId: null, spokenLanguage, vocabulary },
    };
    return { ...line, fileId, start: (orderId) => startOrder('transcription', { orderId, userId, ...asked }) };
  }

  /** The file that an order names. Throws a Problem that says why no order may take it. */
  private async ready(userId: UserId, fileId: UploadedFileId, usedFor: UploadUse): Promise<UploadedFile> {
    const file = await this.store.find(userId, fileId);
    if (!file) throw new Problem('not-found', { field: 'fileId' });
    const { usedFor: sentFor } = file;
    if (sentFor !== usedFor) throw new Problem('file-of-another-kind', { field: 'fileId', sentFor, for: usedFor });
    const { refusal, orderId, checkedAt, expiresAt } = file;
    if (orderId !== null) throw new Problem('file-used', { field: 'fileId' });
    if (refusal !== null) throw new Problem('file-refused', { field: 'fileId', refusal });
    if (expiresAt <= this.clock.now()) throw new Problem('file-expired', { field: 'fileId' });
    if (checkedAt === null) throw new Problem('file-not-ready', { field: 'fileId' });
    return file;
  }
}
