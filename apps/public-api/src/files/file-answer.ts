import { ApiProperty } from '@nestjs/swagger';
import { UPLOAD_USES, type UploadedFile, type UploadUse } from '@aisha/database/api';
import {
  RESTORATION_SCALES,
  type RecordingRefusal,
  restorationScalesOf,
  type RestorationScale,
  type SentPhotoRefusal,
} from '@aisha/kinds';

/** The states of a sent file. */
const FILE_STATES = ['checking', 'ready', 'refused', 'used', 'expired'] as const;
type FileState = (typeof FILE_STATES)[number];

/** What the check found out about a photo. */
export class PhotoAnswer {
  @ApiProperty({ description: 'The width as we work on it, in pixels.' }) width!: number;
  @ApiProperty() height!: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'How many faces it shows; null for an animation, where nobody counts them.',
  })
  faces!: number | null;
  @ApiProperty({
    enum: RESTORATION_SCALES,
    isArray: true,
    description: 'How much a restoration may enlarge it; empty for an animation.',
  })
  scales!: RestorationScale[];
}

/** What the check found out about a recording. */
export class RecordingAnswer {
  @ApiProperty({ description: 'Its length.' }) seconds!: number;
  @ApiProperty({ description: 'How many of these seconds have speech: only they cost.' }) speechSeconds!: number;
}

/** Why no order takes a file. */
export class FileErrorAnswer {
  @ApiProperty({ description: 'Stable.', example: 'no-face' }) code!: string;
  @ApiProperty({ description: 'A sentence for people: what is wrong, and what to do.' }) message!: string;
}

/** A file that a program has sent, and what was found in it. */
export class UploadedFileAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: UPLOAD_USES, description: 'The kind of order that takes it.' }) for!: UploadUse;

  @ApiProperty({
    enum: FILE_STATES,
    description:
      '“checking”: we look whether it is what it should be; “ready”: an order may take it until “expiresAt”; “used”: one has.',
  })
  state!: FileState;

  @ApiProperty({ description: 'Its size.' }) bytes!: number;
  @ApiProperty({ description: 'Of its content, in hexadecimal digits.' }) sha256!: string;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ format: 'date-time', description: 'When it is gone, unless an order has taken it.' })
  expiresAt!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The order that has taken it.' })
  orderId!: string | null;

  @ApiProperty({ type: PhotoAnswer, nullable: true }) photo!: PhotoAnswer | null;
  @ApiProperty({ type: RecordingAnswer, nullable: true }) recording!: RecordingAnswer | null;
  @ApiProperty({ type: FileErrorAnswer, nullable: true }) error!: FileErrorAnswer | null;
}

/** Explains to people why no order takes a file. Sending a file costs nothing. */
const REFUSALS: Readonly<Record<SentPhotoRefusal | RecordingRefusal, string>> = {
  'not-a-picture': 'It is no picture that can be opened. Send a JPEG, PNG, WebP or HEIC.',
  damaged: 'The picture is damaged. Send it again, or another one.',
  'too-large': 'The picture has too many pixels, or bytes. Send a smaller one.',
  'not-decent': 'The picture shows what we do not work on. Send another one.',
  'no-face': 'There is no face in the photo, and restoration makes faces sharp. Send a photo with a face.',
  child: 'The photo shows a child alone, and is not worked on.',
  'known-face': 'The photo shows somebody who has asked not to be worked on.',
  'too-many-faces': 'The photo shows too many people to look at each. Send one of fewer people.',
  'not-a-recording': 'It is no recording that can be opened. Send a sound or a video.',
  'no-sound': 'The video has no sound.',
  'no-speech': 'Nobody speaks in the recording.',
  'too-long': 'The recording is longer than five hours. Send it in parts.',
  'not-fetched': 'The file did not reach us. Send it again, with another Idempotency-Key.',
  deleted: 'The file is deleted.',
  'link-unreachable': 'The link leads nowhere.',
  'link-not-allowed': 'The link leads to a place that we do not read.',
  'link-too-large': 'What the link leads to is too large.',
  'link-page': 'The link leads to a page.',
  'too-many-links': 'There were too many links within a day.',
  'too-many-at-once': 'Too many files are being looked at. Send it again in a minute.',
  'too-many-today': 'There were too many files within a day. Send it again a day from now.',
  'storage-full': 'The owner of the key has no room left for files.',
  unavailable: 'We could not look at it. Send it again, with another Idempotency-Key.',
};

function stateOf({ checkedAt, refusal, orderId, expiresAt }: UploadedFile, now: Date): FileState {
  if (orderId !== null) return 'used';
  if (refusal !== null) return 'refused';
  if (expiresAt <= now) return 'expired';
  return checkedAt === null ? 'checking' : 'ready';
}

/** The API’s answer about a file. */
export function answerOfFile(file: UploadedFile, now: Date): UploadedFileAnswer {
  const { id, usedFor, bytes, digest, createdAt, expiresAt, orderId, refusal } = file;
  const { width, height, faces, seconds, speech } = file;
  return {
    ...{ id, for: usedFor, state: stateOf(file, now), bytes: Number(bytes), sha256: digest },
    ...{ createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString(), orderId },
    photo:
      width === null || height === null
        ? null
        : { width, height, faces, scales: usedFor === 'restoration' ? restorationScalesOf({ width, height }) : [] },
    recording: seconds === null ? null : { seconds, speechSeconds: speech ?? 0 },
    error: refusal && { code: refusal, message: REFUSALS[refusal] },
  };
}
