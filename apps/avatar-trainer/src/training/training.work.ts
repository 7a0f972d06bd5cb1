import { message } from '@aisha/contracts';
import type { StartTraining } from '@aisha/contracts/avatar-trainer';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { Database, type Transaction } from '@aisha/database';
import { Avatar, AvatarReader, Training } from '@aisha/database/trainer';
import {
  AppError,
  AVATAR_MOVES,
  mayMove,
  MIN_PHOTOS,
  TRAINING_PRESETS,
  type AvatarId,
  type ErrorCode,
  type OrderId,
  type UserId,
} from '@aisha/domain';
import { RemoteWork, type Kept, type OwnFields, type Policy, type Prepared, type Result } from '@aisha/orders';
import { portraitTrainer, styleTrainer, trainerOf, type FalSubmission } from '@aisha/providers/fal';
import { AvatarStore } from '../avatars/avatar.store';
import { Dataset } from './dataset';
import { LoraCopy, type CopiedModel } from './lora-copy';

/** A day: what we promise for copies at FAL (decision 33). Afterwards we upload our own copy, made at the end of the training. */
const LORA_KEPT_AT_FAL_SECONDS = 24 * 60 * 60;

const LONGEST_STEPS = Math.max(...Object.values(TRAINING_PRESETS).map(({ steps }) => steps));

/** Poll interval as a part of the time since the submission: after ten minutes once a minute. */
const POLL_AFTER_FRACTION = 0.1;
const LONGEST_POLL_FACTOR = 12;

/** If a process is killed while it packs a training, the delay is half a minute at most. */
const LEASE_MS = 30_000;

/** The policy of trainings: too expensive to repeat at our cost. */
export const trainingPolicy = ({
  timeoutMs,
  pollMs,
  leaseMs = LEASE_MS,
}: {
  readonly timeoutMs: number;
  readonly pollMs: number;
  readonly leaseMs?: number;
}): Policy<Training> => ({
  atOnce: 2, // twenty photographs each
  preparedAhead: 2, // a packed archive stays at FAL for a day
  attempts: 1,
  leaseMs,
  // Half the time-out for every training, because FAL's queue does not depend on steps; the other half by steps.
  deadlineMs: ({ steps }) => timeoutMs * (0.5 + (0.5 * steps) / LONGEST_STEPS),
  usualSeconds: ({ preset }) => TRAINING_PRESETS[preset].aboutMinutes * 60,
  unansweredSlotMs: 5 * 60_000,
  // Three times what such a training takes: if FAL took it, its callback has come by then.
  unansweredDeadlineMs: ({ preset }) => 3 * TRAINING_PRESETS[preset].aboutMinutes * 60_000,
  resultPatienceMs: 10 * 60_000, // dollars were paid for it: longer than FAL's files are ever away
  pollMs: (soFar) => Math.min(Math.max(pollMs, soFar * POLL_AFTER_FRACTION), pollMs * LONGEST_POLL_FACTOR),
  alikeBy: 'preset',
});

/** Where FAL calls back for an order: the receiver's address with our id, signed. */
export type WebhookUrlOf = (orderId: OrderId) => string;

/** What a training made, already in our storage. */
export interface Trained extends Result {
  readonly model: CopiedModel;
}

/** Trains an avatar's model from its photographs. */
export class TrainingWork extends RemoteWork<Training, StartTraining, Trained> {
  readonly kind = 'training';
  readonly entity = Training;

  constructor(
    readonly policy: Policy<Training>,
    private readonly avatars: AvatarStore,
    private readonly dataset: Dataset,
    private readonly loraCopy: LoraCopy,
    private readonly at: TrainingPlaces,
  ) {
    super();
  }

  async row(
    _tx: Transaction,
    { avatarId, preset }: StartTraining,
  ): Promise<Pick<Training, 'units'> & OwnFields<Training>> {
    return { units: 1, avatarId, preset, steps: TRAINING_PRESETS[preset].steps, datasetUrl: null };
  }

  /** The avatar of a training, or of the message that begins one. */
  override async lock(tx: Transaction, { orderId, userId, ...order }: LockedBy): Promise<void> {
    const avatarId = order.avatarId ?? (await tx.findOneBy(Training, { orderId }))?.avatarId;
    if (avatarId) await this.avatars.lock(tx, { userId, avatarId });
  }

  async refusal(tx: Transaction, { userId, avatarId }: StartTraining): Promise<ErrorCode | null> {
    const reader = new AvatarReader(Database.within(tx));
    const avatar = await reader.find(userId, avatarId);
    if (!avatar) return 'avatar-not-found';
    if ((await reader.countPhotos(avatarId)) < MIN_PHOTOS) return 'too-few-photos';
    return mayMove(AVATAR_MOVES, avatar.status, 'training') ? null : 'avatar-not-ready';
  }

  override async entered(tx: Transaction, { avatarId }: Training): Promise<void> {
    await this.avatars.move(tx, avatarId, 'training', { errorCode: null });
  }

  override async failed(tx: Transaction, { avatarId }: Training, { code }: AppError): Promise<void> {
    const isCancelled = code === 'cancelled-by-user';
    await this.avatars.move(tx, avatarId, isCancelled ? 'cancelled' : 'error', {
      errorCode: isCancelled ? null : code,
    });
  }

  /** Uploads once for an order, even if FAL refuses it several times. */
  async prepare(order: Training): Promise<Prepared<Training>> {
    const datasetUrl = await this.datasetOf(order);
    return { fields: { datasetUrl }, submission: await this.submission({ ...order, datasetUrl }) };
  }

  async submission(order: Training): Promise<FalSubmission | null> {
    const { orderId, steps, datasetUrl } = order;
    const { trainingType, triggerPhrase } = await this.avatarOf(order);
    if (datasetUrl === null || !(await this.dataset.isThere(datasetUrl))) return null;
    const trainer = trainerOf(trainingType);
    return {
      endpoint: trainer.endpoint,
      input: trainer.input({ datasetUrl, triggerPhrase, steps }),
      webhookUrl: this.at.webhookUrlOf(orderId),
      keepFilesSeconds: LORA_KEPT_AT_FAL_SECONDS,
    };
  }

  async collect(order: Training, output: unknown): Promise<Trained> {
    const trainer =
      [portraitTrainer, styleTrainer].find(({ endpoint }) => endpoint === order.endpoint) ?? portraitTrainer;
    return { delivered: 1, reason: null, model: await this.loraCopy.take(order, trainer.output(output)) };
  }

  async keep(tx: Transaction, order: Training, { model }: Trained): Promise<Kept<Training>> {
    const { orderId, userId, avatarId, requestId: finetuneId } = order;
    const trainingCompletedAt = this.at.now();
    await this.avatars.move(tx, avatarId, 'completed', { ...model, finetuneId, errorCode: null, trainingCompletedAt });
    await this.avatars.ensureMain(tx, userId);
    return { words: [message(botGatewayInbox, 'announce-avatar', { orderId, userId, avatarId })] };
  }

  override forgotten(): Partial<OwnFields<Training>> {
    return { datasetUrl: null };
  }

  /** The person deleted the avatar while its model was copied. A model of a later training stays. */
  override async discard({ userId, avatarId }: Training): Promise<void> {
    const avatar = await this.at.reader.find(userId, avatarId);
    if (avatar?.status !== 'completed') await this.loraCopy.remove({ userId, avatarId });
  }

  /** Uploads once, and again only if the upload is gone. */
  private async datasetOf(order: Training): Promise<string> {
    const { datasetUrl } = order;
    if (datasetUrl !== null && (await this.dataset.isThere(datasetUrl))) return datasetUrl;
    const avatar = await this.avatarOf(order);
    return this.dataset.upload(avatar, await this.at.reader.photos(avatar.id));
  }

  private async avatarOf({ userId, avatarId }: Training): Promise<Avatar> {
    const avatar = await this.at.reader.find(userId, avatarId);
    if (!avatar) throw new AppError('avatar-not-found');
    return avatar;
  }
}

/** An order, or the message that begins one. */
interface LockedBy {
  readonly orderId: OrderId;
  readonly userId: UserId;
  readonly avatarId?: AvatarId;
}

/** Where a training finds its avatar, its callback and the time. */
export interface TrainingPlaces {
  readonly reader: AvatarReader;
  readonly webhookUrlOf: WebhookUrlOf;
  readonly now: () => Date;
}
