import { Injectable } from '@nestjs/common';
import sharp from '@aisha/pictures/frugal-sharp';
import { message, type Message } from '@aisha/contracts';
import type { ShrinkPhoto } from '@aisha/contracts/avatar-trainer';
import { botGatewayInbox, type FacesOfPhoto, type SentPhoto, type ShowSentPhoto } from '@aisha/contracts/bot-gateway';
import { imageGeneratorInbox } from '@aisha/contracts/image-generator';
import { publicApiInbox } from '@aisha/contracts/public-api';
import type { Transaction } from '@aisha/database';
import { AppError, MAX_FILE_BYTES, type PhotoFinding, type PhotoIdeaRefusal } from '@aisha/domain';
import type { SentPhotoRefusal, SentPhotoUse } from '@aisha/kinds';
import {
  describedPhotoKey,
  incomingPhotoKey,
  isMissing,
  ObjectStore,
  sentPhotoKey,
  type StoredObject,
} from '@aisha/storage';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { PhotoDecoder } from '../photo-check/photo-decoder';
import { explicitRule } from '../photo-check/rules';
import { isChildAlone } from '../photo-comparison/face-age';
import { SentFaces } from '../whose-face/sent-faces';

/** A refusal that can occur for every purpose of a photo. */
type Refusal = Extract<PhotoIdeaRefusal, SentPhotoRefusal>;

/** The refusal that a person reads for each finding; a file with any other finding is called damaged. */
const REFUSALS: Readonly<Partial<Record<PhotoFinding, Refusal>>> = {
  'not-a-photo': 'not-a-picture',
  'format-not-taken': 'not-a-picture',
  'file-too-large': 'too-large',
  'too-many-pixels': 'too-large',
};

/** A photo that is fit for its purpose. */
interface Shrunk {
  readonly jpeg: Buffer;
  /** How many faces the photo shows; 0 for a purpose that looks for no faces. */
  readonly faces: number;
  /** Whose faces the photo shows; null when the purpose does not ask. */
  readonly whose: FacesOfPhoto | null;
}

/** Why a photo is refused because of its faces, for one of the purposes. */
const FACE_REFUSALS = [
  'no-face',
  'child',
  'known-face',
  'too-many-faces',
] as const satisfies readonly SentPhotoRefusal[];
type FaceRefusal = (typeof FACE_REFUSALS)[number];

/**
 * Decodes a sent photo in the child processes that decode all photos (decision 30), to a JPEG that is upright, has no side longer than 2048
 * pixels, and has no metadata. Only this copy leaves the trainer, and the original is removed. A photo that must not be used for its purpose
 * is refused, for example a photo to be restored that shows no face, so the person learns it before seeing a price.
 */
@Injectable()
export class ShrinkPhotoHandler implements JobHandler<ShrinkPhoto> {
  constructor(
    private readonly decoder: PhotoDecoder,
    private readonly faces: SentFaces,
    private readonly storage: ObjectStore,
    private readonly outbox: Outbox,
  ) {}

  readonly handle = async (job: ShrinkPhoto, context: JobContext): Promise<void> => {
    const { userId, photoId } = job;
    const incoming = incomingPhotoKey(userId, photoId, 'jpg');
    const shrunk = await this.shrunk(incoming, job, context.signal);
    const isRefused = typeof shrunk === 'string';
    const answer = isRefused ? refusedFor(job, shrunk) : await fitFor(job, shrunk);
    if (!isRefused) await this.storage.put(placeOf(job), shrunk.jpeg, { contentType: 'image/jpeg' });
    await context.once((tx) => this.outbox.add(tx, answer));
    await this.storage.remove([incoming]);
  };

  readonly giveUp = (job: ShrinkPhoto, _error: AppError, tx: Transaction): Promise<void> =>
    this.outbox.add(tx, refusedFor(job, 'unavailable'));

  /** Returns the smaller JPEG, or the reason why there is none. Throws when another attempt may help. */
  private async shrunk(
    incoming: StoredObject,
    job: ShrinkPhoto,
    signal: AbortSignal,
  ): Promise<Shrunk | Refusal | FaceRefusal> {
    const file = await this.storage.getBuffer(incoming, { maxBytes: MAX_FILE_BYTES }).catch((error: unknown) => {
      // The fetch has stored the photo, so it was deleted since: this message came too late, and its sender is not at fault.
      if (isMissing(error)) return 'unavailable';
      if (error instanceof AppError && error.code === 'file-too-large') return 'too-large';
      throw error;
    });
    if (typeof file === 'string') return file;
    const photo = await this.decoder.analyse(file, { faces: looksForFaces(job), signal });
    if ('finding' in photo) return REFUSALS[photo.finding] ?? 'damaged';
    if (explicitRule(photo.analysis) === 'explicit') return 'not-decent';
    const { face } = photo.analysis;
    if (!face && needsFace(job)) return 'no-face';
    if (isChanged(job) && isChildAlone({ metadata: { ...photo.analysis } })) return 'child';
    const whose = isChanged(job) ? await this.faces.whoseIn(job.userId, photo, signal) : null;
    if (whose && isOfFace(whose)) return whose;
    return { jpeg: photo.jpeg, faces: face ? 1 + face.others.length : 0, whose };
  }
}

/** What a sent photo is used for; null when the photo is only described. */
const useOf = ({ purpose = 'idea' }: ShrinkPhoto): SentPhotoUse | null => (purpose === 'idea' ? null : purpose);

/** Only a photo that is to be made sharp needs a face. */
const needsFace = (job: ShrinkPhoto): boolean => useOf(job) === 'restore';

/** Whether the photo is to be changed. Only then does it matter whose face it shows, and how old it is. */
const isChanged = (job: ShrinkPhoto): boolean => useOf(job) === 'edit';

const looksForFaces = (job: ShrinkPhoto): boolean => needsFace(job) || isChanged(job);

const placeOf = (job: ShrinkPhoto): StoredObject =>
  (useOf(job) ? sentPhotoKey : describedPhotoKey)(job.userId, job.photoId);

/** The message to the app that asked about the photo. */
const shown = ({ answerTo }: ShrinkPhoto, found: ShowSentPhoto): Message =>
  answerTo === 'public-api'
    ? message(publicApiInbox, 'show-sent-photo', found)
    : message(botGatewayInbox, 'show-sent-photo', found);

/** The message that follows when the photo is fit: it has the photo described, or tells the app that asked. */
async function fitFor(job: ShrinkPhoto, { jpeg, faces, whose }: Shrunk): Promise<Message> {
  const { userId, photoId } = job;
  const usedFor = useOf(job);
  if (!usedFor) return message(imageGeneratorInbox, 'describe-photo', { userId, photoId });
  const { width, height } = await sharp(jpeg).metadata();
  const photo: SentPhoto = { faces, width, height, whose };
  return shown(job, { userId, photoId, usedFor, photo, refusal: null });
}

const isOfFace = (found: string): found is FaceRefusal => FACE_REFUSALS.some((refusal) => refusal === found);

const refusedFor = (job: ShrinkPhoto, refusal: Refusal | FaceRefusal): Message => {
  const { userId, photoId } = job;
  const usedFor = useOf(job);
  if (usedFor) return shown(job, { userId, photoId, usedFor, photo: null, refusal });
  // Only a photo that is to be described reaches this line. Such a photo is never refused because of its face.
  const told = isOfFace(refusal) ? 'unavailable' : refusal;
  return message(botGatewayInbox, 'show-photo-idea', { userId, photoId, idea: null, refusal: told });
};
