import { Injectable } from '@nestjs/common';
import { Semaphore } from 'async-mutex';
import { Database, type Transaction } from '@aisha/database';
import { AppError, type ErrorCode } from '@aisha/domain';
import type { Motion } from '@aisha/kinds';
import type { StartAnimation } from '@aisha/kinds/messages';
import { Animation } from '@aisha/kinds/tables';
import {
  asRefusedPicture,
  type Deletion,
  type Kept,
  type OrderReference,
  type OwnFields,
  type Prepared,
  type Result,
} from '@aisha/orders';
import { type RemoteSubmission, VideoModel } from '@aisha/providers/ports';
import { animationKey, fileOf, ObjectStore, toReference, type StoredObject } from '@aisha/storage';
import { PictureTimeouts, PictureWork } from '../picture-orders/picture.work';
import { pictureOf, SOURCE_BYTES, sourceJpeg } from '../picture-orders/source-picture';
import { forgetAnimation } from '../results/picture.store';
import { AnimationSource } from './animation-source';
import { type ClearedVideo, VideoCheck } from './video-check';

const PREPARING = { atOnce: 4, preparedAhead: 10 };
/** How many videos are collected at once. Each needs memory for a few copies of the video, beside an ffmpeg of at most 384 MB. */
const COLLECTED_AT_ONCE = 1;

/**
 * When a video times out: a video takes 1–5 minutes at FAL (fal.md §7.7), and this is three times as long. A request that FAL never
 * answered frees its slot earlier.
 */
const DEADLINE_MS = 15 * 60_000;

/** The words of every prompt for a video. They fit any picture: with one person, several, or none. */
const FACES_STAY = 'Faces keep their features. Natural, realistic motion, no new objects, no text.';
const MOTION_WORDS: Readonly<Record<Motion, string>> = {
  alive: `Subtle life: breathing, blinking, hair and clothes stir a little. The camera stands still. ${FACES_STAY}`,
  glance: `A slow look to the side and back into the camera with a smile. The camera stands still. ${FACES_STAY}`,
  wind: `A light breeze moves hair, clothes, leaves and everything light in the scene. The camera stands still. ${FACES_STAY}`,
  camera: `The camera slowly moves closer with a gentle parallax; whoever is seen stays almost still. ${FACES_STAY}`,
};

interface Animated extends Result, Omit<ClearedVideo, 'video'> {
  readonly filePath: string;
  readonly bytes: number;
}

/** The work behind «🎬 Оживить»: makes a video of five seconds from a picture of ours or from a photo that the person sent. */
@Injectable()
export class AnimationWork extends PictureWork<Animation, StartAnimation, Animated> {
  readonly kind = 'animation';
  readonly entity = Animation;
  private readonly gate = new Semaphore(COLLECTED_AT_ONCE);

  constructor(
    timeouts: PictureTimeouts,
    private readonly model: VideoModel,
    private readonly source: AnimationSource,
    private readonly check: VideoCheck,
    private readonly storage: ObjectStore,
  ) {
    super(timeouts, PREPARING, { deadlineMs: () => DEADLINE_MS, unansweredSlotMs: DEADLINE_MS / 3 });
  }

  async row(
    _tx: Transaction,
    { input, motion }: StartAnimation,
  ): Promise<Pick<Animation, 'units'> & OwnFields<Animation>> {
    const made = { filePath: null, clearedBy: null, bytes: null, width: null, height: null, seconds: null };
    return { units: 1, input, motion, sourceUrl: null, ...made };
  }

  /**
   * Refuses an order whose picture is gone or shows a stopped avatar. The trainer has already looked at a sent photo, and its file is read
   * only when the order is prepared.
   */
  async refusal(tx: Transaction, order: StartAnimation): Promise<ErrorCode | null> {
    const { userId, input } = order;
    if (input.kind === 'picture' && !(await pictureOf(Database.within(tx), userId, input))) return 'picture-not-found';
    return (await this.source.stopOf(order, tx))?.code ?? null;
  }

  override withheld(tx: Transaction, order: Animation): Promise<AppError | null> {
    return this.source.stopOf(order, tx);
  }

  async prepare(order: Animation): Promise<Prepared<Animation>> {
    const picture = await this.storage.getBuffer(await this.source.find(order), { maxBytes: SOURCE_BYTES });
    if (order.input.kind === 'photo') await this.check.before(order, picture);
    const sourceUrl = await this.model.upload(await sourceJpeg(picture));
    return { fields: { sourceUrl }, submission: await this.submission({ ...order, sourceUrl }) };
  }

  async submission(order: Animation): Promise<RemoteSubmission | null> {
    const { orderId, motion, sourceUrl } = order;
    await this.source.find(order);
    if (sourceUrl === null || !(await this.model.has(sourceUrl))) return null;
    const input = { pictureUrl: sourceUrl, motion: MOTION_WORDS[motion] };
    return this.model.submission(input, this.source.callbackOf(orderId));
  }

  /** Collects the video. Throws `picture-not-found` before anything is stored if the person has deleted the picture meanwhile. */
  collect(order: Animation, output: unknown): Promise<Animated> {
    return this.gate.runExclusive(async () => {
      await this.storage.check(); // no check is paid for a video that cannot be stored
      const made = await this.model.read(order.endpoint ?? '', output);
      const { video, ...cleared } = await this.check.clear(order, made);
      await this.source.find(order);
      await this.storage.put(placeOf(order), video, { contentType: 'video/mp4' });
      return { ...cleared, filePath: toReference(placeOf(order)), bytes: video.length, delivered: 1, reason: null };
    });
  }

  async keep(
    _tx: Transaction,
    _order: Animation,
    { delivered: _, reason: __, ...fields }: Animated,
  ): Promise<Kept<Animation>> {
    return { fields };
  }

  override explain(error: AppError): AppError {
    return asRefusedPicture(error);
  }

  override forgotten(): Partial<OwnFields<Animation>> {
    return { sourceUrl: null };
  }

  override discard(order: Animation): Promise<void> {
    return this.storage.remove([placeOf(order)]);
  }

  override async filesOf(database: Database, { orderId, userId }: OrderReference): Promise<Deletion | null> {
    const found = await database.read.findOneBy(Animation, { orderId, userId });
    if (!found?.filePath) return null;
    return { files: [fileOf(userId, found.filePath)], forget: (tx) => forgetAnimation(tx, orderId) };
  }
}

const placeOf = ({ userId, orderId }: Animation): StoredObject => animationKey(userId, orderId);
