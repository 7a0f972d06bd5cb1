import { Injectable } from '@nestjs/common';
import { Clock } from '@aisha/platform';
import { afterCommit, Database, type Transaction } from '@aisha/database';
import { Avatar, AvatarReader } from '@aisha/database/trainer';
import {
  AppError,
  AVATAR_MOVES,
  type AvatarId,
  codeOfStop,
  type ErrorCode,
  HOUR_MS,
  isCancel,
  isChildFace,
  mayMove,
  MIN_PHOTOS,
  needsFaceWord,
  type OrderId,
  TRAINING_PRESETS,
  type UserId,
} from '@aisha/domain';
import { trainingTimedAs } from '@aisha/kinds';
import type { StartTraining } from '@aisha/kinds/messages';
import { type Probe, type TrainedLora, Training } from '@aisha/kinds/tables';
import { RemoteWork, type Kept, type OwnFields, type Policy, type Prepared, type Result } from '@aisha/orders';
import type { CallReason } from '@aisha/providers';
import { RemoteCallbacks, type RemoteSubmission, Trainer } from '@aisha/providers/ports';
import { AvatarStore } from '../avatars/avatar.store';
import { LoraProbe } from '../likeness/lora-probe';
import { bestOf, distanceFromPhotos, isBelowBar, PROBED_SCALES } from '../likeness/lora-scale';
import { Dataset } from './dataset';
import { LoraCopy } from './lora-copy';
import { AvatarTrainerConfig } from '../config';

/** How long FAL keeps a trial picture. Such a picture is measured within seconds and then of no use; an hour covers an outage of ours. */
const PROBE_KEPT_SECONDS = 60 * 60;

const LONGEST_STEPS = Math.max(...Object.values(TRAINING_PRESETS).map(({ steps }) => steps));

/** The poll interval as a fraction of the time since the submission: after ten minutes it is one minute. */
const POLL_AFTER_FRACTION = 0.1;
const LONGEST_POLL_FACTOR = 12;

/**
 * How long the order of a dead process waits until another process takes it over. If a process is killed while it packs a training, the
 * delay is at most half a minute.
 */
const LEASE_MS = 30_000;

/**
 * How long a finished avatar waits for a trial picture. A picture of its model usually takes 4 to 10 s, the one from its photos 15 to 40 s,
 * and a cold start up to 90 s more (fal.md §2.6, §7.5a).
 */
const PROBED_WITHIN_MS = 2 * 60_000;
/** How long a finished avatar waits for a trial picture that is drawn and that our storage cannot take. */
const UNMEASURED_PATIENCE_MS = 10 * 60_000;
/**
 * How long a trained model, which costs dollars and which FAL keeps for a day, waits for our storage: a night. With a second training an order
 * still lasts less than a day.
 */
const UNKEPT_PATIENCE_MS = 8 * HOUR_MS;

const isProbing = ({ stage }: Training): boolean => stage === 'probing';

/** The policy of trainings. A training that times out is not submitted again, because a second one at our cost is too expensive. */
export const trainingPolicy = ({
  timeoutMs,
  pollMs,
  leaseMs = LEASE_MS,
}: Pick<TrainingTimes, 'timeoutMs' | 'pollMs' | 'leaseMs'>): Policy<Training> => ({
  atOnce: 2, // only the next two are packed before their turn (`preparedAhead`), so a third place would stay empty
  preparedAhead: 2, // a packed archive stays at the provider for a day
  attempts: 1,
  leaseMs,
  // Half of the timeout is the same for every training, because the wait in FAL's queue does not depend on the steps. The other half grows
  // with the steps.
  deadlineMs: (order) =>
    isProbing(order) ? PROBED_WITHIN_MS : timeoutMs * (0.5 + (0.5 * order.steps) / LONGEST_STEPS),
  unansweredSlotMs: 5 * 60_000,
  // Three times the usual duration of such a training: if FAL had accepted the request, its callback would have come by then.
  unansweredDeadlineMs: (order) =>
    isProbing(order) ? PROBED_WITHIN_MS : 3 * TRAINING_PRESETS[order.preset].aboutMinutes * 60_000,
  resultPatienceMs: 10 * 60_000, // we paid dollars for the result: this is longer than FAL's files are ever unavailable
  unkeptPatienceMs: (order) => (isProbing(order) ? UNMEASURED_PATIENCE_MS : UNKEPT_PATIENCE_MS),
  pollMs: (soFar) => Math.min(Math.max(pollMs, soFar * POLL_AFTER_FRACTION), pollMs * LONGEST_POLL_FACTOR),
  made: (order) => (isProbing(order) ? 1 : null),
  stepOf: (order) => (isProbing(order) ? 'comparing' : order.firstDistance === null ? null : 'retraining'),
});

/** The result of a training. Its model is already in our storage. */
interface Trained extends Result {
  readonly model: TrainedLora;
  readonly probes: readonly Probe[];
  /** The best trial picture. Null until a picture at each scale of the model is measured, and when none of these shows a face. */
  readonly best: Probe | null;
  /** The columns with which the next request is sent; null when the order ends. */
  readonly onward: Partial<OwnFields<Training>> | null;
}

/** How long a training may take, and how often the provider is asked about it. */
@Injectable()
export class TrainingTimes {
  readonly timeoutMs: number;
  readonly pollMs: number;
  readonly leaseMs?: number;

  constructor({ TRAINING_TIMEOUT_MS, TRAINING_POLL_MS }: AvatarTrainerConfig) {
    this.timeoutMs = TRAINING_TIMEOUT_MS;
    this.pollMs = TRAINING_POLL_MS;
  }
}

/** The parts that a training needs: its avatar, its trainer, its callback address, the trial of the model, and the clock. */
@Injectable()
export class TrainingParts {
  constructor(
    readonly reader: AvatarReader,
    readonly trainer: Trainer,
    readonly callbacks: RemoteCallbacks,
    readonly probe: LoraProbe,
    readonly clock: Clock,
  ) {}
}

/**
 * Trains an avatar's model from its photographs and tries it out: with one picture at each of three scales, measured against the photos,
 * and one drawn from the photos alone. The best scale and the distances of both paths are kept. While the guarantee covers the avatar's
 * photos, a model that is unlike them at every scale is trained again; if that does not help, the credits go back and the avatar stays. All
 * of that is one order, paid once; its further requests are at our cost (decision 67).
 */
@Injectable()
export class TrainingWork extends RemoteWork<Training, StartTraining, Trained> {
  readonly kind = 'training';
  readonly entity = Training;

  readonly policy: Policy<Training>;

  constructor(
    times: TrainingTimes,
    private readonly avatars: AvatarStore,
    private readonly dataset: Dataset,
    private readonly loraCopy: LoraCopy,
    private readonly parts: TrainingParts,
  ) {
    super();
    this.policy = trainingPolicy(times);
  }

  async row(
    tx: Transaction,
    { userId, avatarId, preset }: StartTraining,
  ): Promise<Pick<Training, 'units'> & OwnFields<Training>> {
    const avatar = await tx.findOneBy(Avatar, { id: avatarId });
    const timedAs = trainingTimedAs(avatar?.trainingType ?? 'portrait', preset);
    const guarantee = await new AvatarReader(Database.within(tx)).guaranteeOf(userId, avatarId, this.parts.clock.now());
    const isGuaranteed = guarantee === 'holds';
    const untried = { stage: 'training', model: null, probes: [], firstDistance: null, isGuaranteed } as const;
    return { units: 1, avatarId, preset, steps: TRAINING_PRESETS[preset].steps, timedAs, datasetUrl: null, ...untried };
  }

  /** Locks the avatar of a training, or of the message that begins one, among all of its person: its end may make it the main one. */
  override async lock(tx: Transaction, { orderId, userId, ...order }: LockedBy): Promise<void> {
    const avatarId = order.avatarId ?? (await tx.findOneBy(Training, { orderId }))?.avatarId;
    if (avatarId) await this.avatars.lockAmongAll(tx, { userId, avatarId });
  }

  async refusal(tx: Transaction, { userId, avatarId }: StartTraining): Promise<ErrorCode | null> {
    const reader = new AvatarReader(Database.within(tx));
    const avatar = await reader.find(userId, avatarId);
    if (!avatar) return 'avatar-not-found';
    // The person described the avatar before ordering, so the message with the description is still on its way.
    if (avatar.subject === null) throw new AppError('unexpected', { facts: { reason: 'no subject yet' } });
    if (avatar.stoppedFor) return codeOfStop(avatar.stoppedFor);
    if (isChildFace(avatar)) return 'face-too-young';
    if (needsFaceWord(avatar)) throw new AppError('unexpected', { facts: { reason: 'nobody has said whose face' } });
    if ((await reader.countPhotos(avatarId)) < MIN_PHOTOS) return 'too-few-photos';
    return mayMove(AVATAR_MOVES, avatar.status, 'training') ? null : 'avatar-not-ready';
  }

  override async entered(tx: Transaction, { avatarId }: Training): Promise<void> {
    await this.avatars.move(tx, avatarId, 'training', { errorCode: null });
  }

  /**
   * Completes the avatar when the training has made a model, even if nothing is charged: an avatar that is unlike its photos can still be
   * drawn. Otherwise the avatar becomes cancelled or failed.
   */
  override async failed(tx: Transaction, order: Training, { code }: AppError, result?: Trained): Promise<void> {
    if (result) return this.complete(tx, order, result);
    const { avatarId } = order;
    const isCancelled = isCancel(code);
    await this.avatars.move(tx, avatarId, isCancelled ? 'cancelled' : 'error', {
      errorCode: isCancelled ? null : code,
    });
  }

  /** Uploads the photographs once for an order, even if the provider refuses the order several times. */
  async prepare(order: Training): Promise<Prepared<Training>> {
    const datasetUrl = await this.datasetOf(order);
    return { fields: { datasetUrl }, submission: await this.submission({ ...order, datasetUrl }) };
  }

  async submission(order: Training): Promise<RemoteSubmission | null> {
    const { orderId, steps, datasetUrl, model, probes } = order;
    const avatar = await this.avatarOf(order);
    const webhookUrl = this.parts.callbacks.urlOf({ kind: 'training', orderId });
    if (isProbing(order)) {
      const probe = await this.parts.probe.submission(avatar, model, probes.length, webhookUrl);
      return { ...probe, keepFilesSeconds: PROBE_KEPT_SECONDS };
    }
    const { trainingType, triggerPhrase } = avatar;
    if (datasetUrl === null || !(await this.parts.trainer.has(datasetUrl))) return null;
    return this.parts.trainer.submission({ trainingType, datasetUrl, triggerPhrase, steps }, webhookUrl);
  }

  /** How many units FAL has worked on: 1 as soon as a training was submitted, 0 before. Trying the model out is part of the training. */
  override async asked(_tx: Transaction, { submitStartedAt, model, firstDistance }: Training): Promise<number> {
    return submitStartedAt || model || firstDistance !== null ? 1 : 0;
  }

  override reasonOf(order: Training): CallReason {
    if (isProbing(order)) return 'probe';
    return order.firstDistance === null ? 'order' : 'retraining';
  }

  override stepsInLog(order: Training): number | null {
    return isProbing(order) ? null : order.steps;
  }

  async collect(order: Training, output: unknown): Promise<Trained> {
    return isProbing(order) ? this.collectProbe(order, output) : this.collectModel(order, output);
  }

  private async collectModel(order: Training, output: unknown): Promise<Trained> {
    const model = { ...(await this.loraCopy.take(order, output)), finetuneId: order.requestId };
    const isTriedOut = await this.parts.probe.isFor(order);
    return trained({ ...order, model }, isTriedOut ? { stage: 'probing', model, probes: [] } : null);
  }

  private async collectProbe(order: Training, output: unknown): Promise<Trained> {
    const probes = [...order.probes, await this.parts.probe.measured(order, output)];
    const best = bestOf(probes);
    const isFirst = order.isGuaranteed && order.firstDistance === null;
    const again = isFirst && best && isBelowBar(best) ? { probes: [], firstDistance: best.distance } : null;
    const isModelTried = probes.length >= PROBED_SCALES.length;
    if (isModelTried && again) return trained({ ...order, probes }, { stage: 'training', ...again });
    return trained({ ...order, probes }, (await this.parts.probe.goesOn(order, probes.length)) ? { probes } : null);
  }

  override next(_order: Training, ended: Trained | AppError): Partial<OwnFields<Training>> | null {
    return ended instanceof AppError ? null : ended.onward;
  }

  /** Returns the finished model when it cannot be tried out or trained again; null when no model is finished. */
  override async salvage(order: Training, reason: AppError): Promise<Trained | null> {
    return order.model && trained(order, null, reason);
  }

  async keep(tx: Transaction, order: Training, result: Trained): Promise<Kept<Training>> {
    await this.complete(tx, order, result);
    return { fields: { probes: result.probes } };
  }

  private async complete(tx: Transaction, order: Training, { model, probes, best }: Trained): Promise<void> {
    if (order.firstDistance !== null) afterCommit(tx, () => void this.loraCopy.removeOthers(order, model));
    const { userId, avatarId, firstDistance } = order;
    const referencesDistance = distanceFromPhotos(probes);
    const measured = {
      loraScale: best?.scale ?? null,
      likenessDistance: best?.distance ?? firstDistance,
      ...(referencesDistance !== null && { referencesDistance }),
    };
    const trainingCompletedAt = this.parts.clock.now();
    const made = { ...model, ...measured, errorCode: null, trainingCompletedAt };
    await this.avatars.move(tx, avatarId, 'completed', made);
    await this.avatars.ensureMain(tx, userId);
  }

  override forgotten(): Partial<OwnFields<Training>> {
    return { datasetUrl: null, model: null };
  }

  /**
   * Removes a model that was copied while its person deleted the avatar or cancelled the training. The model that the avatar uses stays.
   */
  override async discard({ userId, avatarId }: Training, { model }: Trained): Promise<void> {
    const avatar = await this.parts.reader.find(userId, avatarId);
    if (avatar?.loraKey !== model.loraKey) await this.loraCopy.remove(model);
  }

  /** Uploads the photographs, unless an earlier upload is still there. */
  private async datasetOf(order: Training): Promise<string> {
    const { datasetUrl } = order;
    if (datasetUrl !== null && (await this.parts.trainer.has(datasetUrl))) return datasetUrl;
    const avatar = await this.avatarOf(order);
    return this.dataset.upload(avatar, await this.parts.reader.photos(avatar.id));
  }

  /**
   * Reads the avatar of an order. Throws for a deleted avatar. Throws for a stopped one, too, unless its model is being tried out: trial
   * pictures are measured and not shown.
   */
  private async avatarOf(order: Training): Promise<Avatar> {
    const avatar = await this.parts.reader.find(order.userId, order.avatarId);
    if (!avatar) throw new AppError('avatar-not-found');
    if (avatar.stoppedFor && !isProbing(order)) throw new AppError(codeOfStop(avatar.stoppedFor));
    return avatar;
  }
}

/**
 * The result of a training. The model costs the person nothing in two cases, both only while the guarantee covers the avatar's set of
 * photos: the model is unlike the photos, or an earlier model was unlike them and this one is not known to be better (decision 67).
 */
function trained(
  { model, probes, firstDistance, isGuaranteed }: Training,
  onward: Trained['onward'],
  cause: AppError | null = null,
): Trained {
  if (!model) throw new AppError('unexpected', { facts: { reason: 'no model' } });
  const best = probes.length >= PROBED_SCALES.length ? (bestOf(probes) ?? null) : null;
  const made = { model, probes, best, onward };
  const isAlike = best ? !isBelowBar(best) : firstDistance === null;
  if (isAlike || !isGuaranteed) return { ...made, delivered: 1, reason: null };
  const facts = { firstDistance, distance: best?.distance ?? null };
  return {
    ...made,
    delivered: 0,
    reason: isCancel(cause?.code) ? cause : new AppError('avatar-unlike', { cause, facts }),
  };
}

/** An order, or the message that begins one. */
interface LockedBy {
  readonly orderId: OrderId;
  readonly userId: UserId;
  readonly avatarId?: AvatarId;
}
