import { Injectable } from '@nestjs/common';
import { afterCommit, Database, type Transaction } from '@aisha/database';
import { type Avatar, AvatarReader } from '@aisha/database/trainer';
import {
  AppError,
  asAppError,
  codeOfStop,
  type DrawingPath,
  type ErrorCode,
  type FaceStop,
  FAULTS_OF_AN_IDEA,
  isCancel,
  isDrawnFromChild,
  lookOf,
  needsFaceWord,
  type PictureId,
} from '@aisha/domain';
import { avatarIn, picturesTimedAs } from '@aisha/kinds';
import type { StartGeneration } from '@aisha/kinds/messages';
import { ImageGeneration, type PhotoSession } from '@aisha/kinds/tables';
import type { Kept, OwnFields, Prepared, Deletion, OrderReference } from '@aisha/orders';
import type { CallReason } from '@aisha/providers';
import type { RemoteSubmission } from '@aisha/providers/ports';
import { PictureWork, PictureTimeouts } from '../picture-orders/picture.work';
import { NO_AVATAR, promptOfLook, withoutTrigger, type AvatarWords } from '../prompt/scene/avatar-words';
import { varied } from '../prompt/variation';
import { WrittenPrompt } from '../prompt/written-prompt';
import { PictureCollector, type Collected, type Requested } from '../results/picture-collector';
import { onePictureOf, picturesOf } from '../results/delete-pictures';
import { addPictures } from '../results/picture.store';
import { askLikeness } from '../likeness/ask-likeness';
import { picturesRedrawn } from '../review/metrics';
import { isAllNew, orderAgain, redrawAfter, withBetter } from './redraw';
import { AvatarModels, isInstant, pathOf, type GenerationConfig } from '../avatar-models/avatar-models';
import { FLUX } from '../avatar-models/picture-models';
import { anySeed } from '../picture-orders/seeds';
import {
  afterRequest,
  drawnSoFar,
  lookInTurn,
  newSession,
  promptsOf,
  seedOf,
  withPicture,
  wordsOfLooks,
} from './session';

/** A process prepares many orders at once, because each waits for the language model and takes no core. */
const PREPARING = { atOnce: 8, preparedAhead: 20 };

/**
 * How long, at most, finished pictures wait while a broken one is drawn again, which takes 4–15 s, and 15–40 s from several photos (fal.md
 * §2.6, §7.5a). In a photo session a redraw may be submitted twice, as each request of the session may.
 */
const REDRAWN_WITHIN_MS = 2 * 60_000;

/** Replaces a refusal of a look by `look-not-drawn`: we wrote the looks of the catalogue, so the person is not to blame. */
function ofLook({ session, look }: Pick<ImageGeneration, 'session' | 'look'>, error: AppError): AppError {
  const isOurs = session !== null || lookOf(look) !== undefined;
  if (!isOurs || !FAULTS_OF_AN_IDEA.includes(error.code)) return error;
  return new AppError('look-not-drawn', { cause: error, facts: { ...error.facts, refused: error.code } });
}

/**
 * Makes pictures, of an avatar or without one. It turns an idea into a prompt, and the prompt into one to four pictures, or it draws a
 * photo session with a request for each look (decision 65).
 */
@Injectable()
export class GenerationWork extends PictureWork<ImageGeneration, StartGeneration, Collected> {
  readonly kind = 'generation';
  readonly entity = ImageGeneration;
  /**
   * The SQL that gives the reason why the order's avatar was stopped. It finds the reason also when the avatar was deleted after the stop.
   */
  override readonly shownUnless = `SELECT stopped_for FROM trainer.avatar a WHERE a.id = (o.input ->> 'avatarId')::uuid AND a.user_id = o.user_id`;

  override readonly deliversAtOnce = true;
  /** The avatar as `refusal` has just read it. The key is the message, and later the order that enters with the message. */
  private readonly justRead = new WeakMap<StartGeneration | ImageGeneration, Avatar>();

  constructor(
    timeouts: PictureTimeouts,
    private readonly models: AvatarModels,
    private readonly prompts: WrittenPrompt,
    private readonly collector: PictureCollector,
  ) {
    super(timeouts, PREPARING, {
      made: madeOf,
      stepOf: (order) => (isRedrawnWhole(order) ? 'redrawing' : null),
      deadlineMs: ({ redraw }) => (redraw ? Math.min(timeouts.timeoutMs, REDRAWN_WITHIN_MS) : timeouts.timeoutMs),
    });
  }

  async row(
    tx: Transaction,
    order: StartGeneration,
  ): Promise<Pick<ImageGeneration, 'units'> & OwnFields<ImageGeneration>> {
    const { input, prompt, promptInEnglish = null, look, aspectRatio, quality, pictureCount: units } = order;
    const session = order.session && newSession(order.session, units);
    return {
      units,
      input,
      prompt,
      promptInEnglish,
      look,
      session,
      redraw: null,
      redrawn: 0,
      aspectRatio,
      quality,
      seed: order.seed ?? anySeed(),
      timedAs: timed({ input, session, quality, units }),
      generationConfig: offered(order.path),
      enhancedPrompt: null,
      negativePrompt: null,
      promptWriter: order.enhance ? null : 'person',
      promptStages: [],
      ...(await this.variation(tx, order)),
    };
  }

  async refusal(tx: Transaction, start: StartGeneration): Promise<ErrorCode | null> {
    const { userId, input, session } = start;
    const avatarId = avatarIn(input);
    if (avatarId === null) return session ? 'avatar-not-found' : null;
    const avatars = new AvatarReader(Database.within(tx));
    const avatar = await avatars.findWithModel(userId, avatarId);
    if (!avatar) return 'avatar-not-found';
    this.justRead.set(start, avatar);
    if (avatar.stoppedFor) return codeOfStop(avatar.stoppedFor);
    if (isDrawnFromChild(avatar)) return 'face-too-young';
    // The person said whose face the avatar shows before they placed the order, but that message may still be on its way, so the order is
    // tried again.
    if (needsFaceWord(avatar)) throw new AppError('unexpected', { facts: { reason: 'nobody has said whose face' } });
    if (avatar.status === 'completed') return null;
    // A photo session can be drawn only with the avatar's own model.
    if (session) return 'avatar-not-ready';
    const isDrawable = avatar.trainingType === 'portrait' && (await avatars.mainPhoto(userId, avatarId)) !== null;
    return isDrawable ? null : 'avatar-not-ready';
  }

  override async entered(_tx: Transaction, order: ImageGeneration, start: StartGeneration): Promise<void> {
    const avatar = this.justRead.get(start);
    if (avatar) this.justRead.set(order, avatar);
  }

  /**
   * Checks the idea and writes the prompt; a look's prompt comes from the catalogue. The moderator reads the idea while the model's link is
   * checked or the photos are uploaded; both come before the writing, so that we do not pay the language model for an order that cannot be
   * drawn. An existing prompt is checked again, because the rules may be newer.
   */
  async prepare(order: ImageGeneration): Promise<Prepared<ImageGeneration>> {
    try {
      return await this.prepareAny(order);
    } catch (error) {
      throw ofLook(order, asAppError(error));
    }
  }

  private async prepareAny(order: ImageGeneration): Promise<Prepared<ImageGeneration>> {
    const avatar = this.justRead.get(order) ?? (await this.models.find(order));
    if (order.session) return this.prepareSession(order, order.session, avatar);
    const path = avatar ? await this.models.pathFor(order, avatar) : 'model';
    const isFromPhoto = path !== 'model';
    // A prompt for photos does not fit a model that was trained meanwhile, so another prompt is written.
    const isWritten = order.enhancedPrompt !== null && isInstant(order) === isFromPhoto;
    const whom = { avatar: wordsOf(avatar, isFromPhoto), reading: FLUX };
    const byLook = isWritten ? {} : promptOfLook(order, whom.avatar);
    const begun = { ...order, ...byLook };
    const [{ source, generationConfig }] = await Promise.all([
      this.models.ready(avatar, path, order.quality),
      this.prompts.check(begun, avatar),
    ]);
    const written = isWritten || byLook.enhancedPrompt ? byLook : await this.prompts.write(order, whom, avatar);
    const fields = { generationConfig, timedAs: timed(order, path), ...written };
    return { fields, submission: this.models.request({ ...order, ...fields }, avatar, source) };
  }

  async submission(order: ImageGeneration): Promise<RemoteSubmission> {
    const { session, redraw } = order;
    // A redraw gets no second attempt, because the first pictures are then delivered. In a session a redraw gets a second attempt, because
    // other looks are still to be drawn.
    if (redraw && !session && (order.attempts > 0 || order.deferredSince)) throw new AppError('provider-silent');
    const asked = session ? lookInTurn(order, session, (await this.models.find(order)) ?? NO_AVATAR) : order;
    return this.models.submission(redraw ? orderAgain(asked, redraw, FLUX) : asked);
  }

  async collect(order: ImageGeneration, output: unknown, stoppedFor: string | null): Promise<Collected> {
    const { session, redraw } = order;
    const stop = stopBy(stoppedFor);
    if (stop) throw stop;
    const { pictures } = this.models.drawn(order, output);
    const collected = await this.collector.collect(order, pictures, requestedBy(order));
    const made = { ...collected, reason: collected.reason && ofLook(order, collected.reason) };
    if (redraw) picturesRedrawn.inc(made.pictures.length);
    const whole = redraw ? withBetter(order, redraw, made) : made;
    return session ? withPicture(order, session, whole) : whole;
  }

  /** How many pictures we have asked FAL for, without redraws. A session asks for its looks one after the other. */
  override async asked(tx: Transaction, order: ImageGeneration): Promise<number> {
    const { session, redraw, units, submitStartedAt } = order;
    if (session) return Math.min(units, session.at + (submitStartedAt || redraw ? 1 : 0));
    return redraw ? units : super.asked(tx, order);
  }

  override reasonOf({ redraw }: ImageGeneration): CallReason {
    return redraw ? 'redraw' : 'order';
  }

  /**
   * The next request of an order: first its broken pictures are drawn again, once; then a session draws its next look. Null when no request
   * follows.
   */
  override next(order: ImageGeneration, ended: Collected | AppError): Partial<OwnFields<ImageGeneration>> | null {
    const { session, redraw } = order;
    // The broken pictures are delivered when their redraw brought no picture.
    const drawn = ended instanceof AppError ? (redraw && drawnOfOpen(order)) || ended : ended;
    const again = redraw || drawn instanceof AppError ? null : redrawAfter(order, drawn);
    if (again) return { redraw: again, redrawn: order.redrawn + again.positions.length };
    const next = session && afterRequest(order, session, drawn);
    return next && { session: next, redraw: null };
  }

  /**
   * Whether the next request waits for its turn in the queue: the next look of a session does; a redraw does not, because it belongs to the
   * previous request.
   */
  override takesTurn({ redraw }: ImageGeneration): boolean {
    return redraw === null;
  }

  override isOutputOf(order: ImageGeneration, output: unknown): boolean {
    const { session, redraw } = order;
    const asked = redraw?.seed ?? (session && seedOf(order, session));
    if (asked === null) return true;
    const { seed } = this.models.drawn(order, output);
    return seed === null || seed === asked.toString();
  }

  /**
   * Replaces the error about a missing face by `photo-without-face`, with which the person reads the advice to choose another main photo:
   * FAL looks for a face only when the avatar has no model and is drawn from that photo.
   */
  override explain(error: AppError, order: ImageGeneration): AppError {
    const { errorType } = error.facts;
    if (errorType === 'face_detection_error') return new AppError('photo-without-face', { facts: error.facts });
    return ofLook(order, super.explain(error, order));
  }

  /** Withholds all pictures of a stopped avatar, however the order ends; the person reads why. */
  override async withheld(
    _tx: Transaction,
    _order: ImageGeneration,
    stoppedFor: string | null,
  ): Promise<AppError | null> {
    return stopBy(stoppedFor);
  }

  override async salvage(order: ImageGeneration, reason: AppError): Promise<Collected | null> {
    const drawn = drawnOfOpen(order);
    if (!drawn || drawn.delivered >= order.units) return drawn;
    // When the redraw of an idea ends early, the order keeps the reason why a picture of the first request is missing.
    const isOfEnd = order.session !== null || isCancel(reason.code);
    return { ...drawn, reason: isOfEnd ? reason : (drawn.reason ?? reason) };
  }

  async keep(tx: Transaction, order: ImageGeneration, { pictures }: Collected): Promise<Kept<ImageGeneration>> {
    const { orderId, userId, input, session, redraw } = order;
    // Several requests drew these pictures at different times. They get one common time, so that the gallery shows them side by side.
    const createdAt = new Date(Math.max(...pictures.map((picture) => picture.createdAt.getTime())));
    addPictures(
      tx,
      pictures.map((picture) => ({ ...picture, createdAt })),
    );
    if (order.redrawn > 0) afterCommit(tx, () => void this.collector.discardUnawaited(order, pictures));
    const avatarId = avatarIn(input);
    const words = avatarId
      ? [askLikeness({ orderId, userId, avatarId, path: pathOf(order) ?? 'model' }, pictures)]
      : [];
    const seed = redraw && !session && isAllNew(redraw, pictures) ? redraw.seed : order.seed;
    return { fields: { seed }, words };
  }

  /** Removes the pictures of earlier requests, which no row names, when the hold was forgotten or the order cannot be delivered. */
  override async failed(tx: Transaction, order: ImageGeneration): Promise<void> {
    if (drawnOfOpen(order)) afterCommit(tx, () => void this.collector.discardUnawaited(order));
  }

  /** Clears the pictures that the row of an ended order holds: each has a row of its own now, or is gone. */
  override forgotten({ session }: ImageGeneration): Partial<OwnFields<ImageGeneration>> {
    return { session: session && { ...session, drawn: [] }, redraw: null };
  }

  override discard(order: ImageGeneration): Promise<void> {
    return this.collector.discard(order);
  }

  override filesOf(database: Database, order: OrderReference): Promise<Deletion | null> {
    return picturesOf(database, order);
  }

  override filesOfPart(database: Database, order: OrderReference, part: string): Promise<Deletion | null> {
    return onePictureOf(database, order, part as PictureId);
  }

  /** Prepares a session. Our own prompts need no language model; the moderator reads all of them before the first look is drawn. */
  private async prepareSession(
    order: ImageGeneration,
    session: PhotoSession,
    avatar: Avatar | null,
  ): Promise<Prepared<ImageGeneration>> {
    if (!avatar) throw new AppError('avatar-not-found');
    const asked = { ...order, enhancedPrompt: promptsOf(session) };
    const [{ source, generationConfig }] = await Promise.all([
      this.models.ready(avatar, 'model', order.quality),
      this.prompts.check(asked, avatar),
    ]);
    return {
      fields: { generationConfig, enhancedPrompt: wordsOfLooks(session), promptWriter: 'look' },
      submission: this.models.request(lookInTurn(order, session, avatar), avatar, source),
    };
  }

  /**
   * Returns the prompt of the earlier order if person, avatar, idea and writer are the same; otherwise nothing, and a new prompt is
   * written. For another format the prompt stays as it is, because it shows the same scene there; for the same format it is varied, because
   * it would give the same picture again.
   */
  private async variation(
    tx: Transaction,
    { similarTo, orderId, userId, input, prompt, aspectRatio, enhance, path }: StartGeneration,
  ): Promise<Partial<OwnFields<ImageGeneration>>> {
    if (!similarTo) return {};
    const earlier = await tx.findOneBy(ImageGeneration, { orderId: similarTo, userId, prompt });
    if (!earlier?.enhancedPrompt || avatarIn(earlier.input) !== avatarIn(input)) return {};
    const { enhancedPrompt, negativePrompt, promptWriter } = earlier;
    if (enhance === (promptWriter === 'person')) return {};
    const words = earlier.aspectRatio === aspectRatio ? varied(enhancedPrompt, orderId, FLUX) : enhancedPrompt;
    const generationConfig = { ...offered(path), ...(isInstant(earlier) && { isInstant: true }) };
    return { enhancedPrompt: words, negativePrompt, promptWriter, generationConfig };
  }
}

/** What an order keeps of the accepted offer until it is prepared. */
const offered = (path: DrawingPath | null | undefined): GenerationConfig => (path ? { path } : {});

const timed = (
  { input, session, quality, units: count }: Pick<ImageGeneration, 'input' | 'session' | 'quality' | 'units'>,
  path: DrawingPath = 'model',
): string => picturesTimedAs({ drawn: session ? 'session' : path === 'model' ? input.kind : path, quality, count });

/** What the order's present request asks for. */
function requestedBy(order: ImageGeneration): Requested {
  const { units, look, seed, session, redraw } = order;
  const isRedraw = redraw !== null;
  const whole = session
    ? { positions: [session.drawn.length], look: session.looks[session.at] ?? null, seed: seedOf(order, session) }
    : { positions: Array.from({ length: units }, (_, position) => position), look, seed };
  return { ...whole, isRedraw, ...(redraw && { positions: redraw.positions, seed: redraw.seed }) };
}

/**
 * How many pictures the order has so far; null for an order that is neither a session nor redrawn. Broken pictures that are drawn again
 * count, because they are delivered if no better ones come.
 */
const madeOf = ({ session, redraw }: ImageGeneration): number | null =>
  session || redraw ? (session?.drawn.length ?? 0) + (redraw?.drawn.length ?? 0) : null;

const isRedrawnWhole = (order: ImageGeneration): boolean => order.redraw !== null && madeOf(order) === order.units;

/** The pictures that an open order has from its ended requests; null when there are none. */
function drawnOfOpen(order: ImageGeneration): Collected | null {
  const { session, redraw } = order;
  const again = redraw && withBetter(order, redraw);
  return session ? drawnSoFar(order, session, again) : again;
}

const stopBy = (stoppedFor: string | null): AppError | null =>
  stoppedFor === null ? null : new AppError(codeOfStop(stoppedFor as FaceStop));

const wordsOf = (avatar: AvatarWords | null, isFromPhoto: boolean): AvatarWords =>
  avatar === null ? NO_AVATAR : isFromPhoto ? withoutTrigger(avatar) : avatar;
