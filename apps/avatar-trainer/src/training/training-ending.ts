import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { afterCommit, type Transaction } from '@aisha/database';
import type { Training } from '@aisha/database/trainer';
import { AppError, type AvatarId, type OrderId, type UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Clock, Logger } from '@aisha/platform';
import { AvatarStore } from '../avatars/avatar.store';
import { trainingSeconds, trainingsEnded } from './training.metrics';
import { TrainingStore } from './training.store';

/** What a training made, already in our storage. */
export interface MadeModel {
  readonly requestId: string;
  readonly loraUrl: string;
  readonly loraKey: string;
  readonly loraSha256: string;
}

interface OrderOf {
  readonly orderId: OrderId;
  readonly userId: UserId;
  /** When it came to us; one that is turned away at the door has no such time. */
  readonly createdAt?: Date;
}

/**
 * The three ways a training ends, each one transaction: the rows, the one settle-hold, and what the person is told. Each
 * answers false and changes nothing when the training had ended already.
 */
@Injectable()
export class TrainingEnding {
  constructor(
    private readonly avatars: AvatarStore,
    private readonly trainings: TrainingStore,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  async succeed(tx: Transaction, training: Training, { requestId, ...model }: MadeModel): Promise<boolean> {
    const now = this.clock.now();
    await this.lock(tx, training);
    const fields = { requestId, errorCode: null, nextLookAt: null, datasetUrl: null, finishedAt: now };
    if (!(await this.trainings.move(tx, training.orderId, 'succeeded', fields))) return false;
    await this.avatars.move(tx, training.avatarId, 'completed', {
      ...model,
      finetuneId: requestId,
      errorCode: null,
      trainingCompletedAt: now,
    });
    await this.avatars.ensureMain(tx, training.userId);
    const order = { orderId: training.orderId, userId: training.userId };
    await this.outbox.add(
      tx,
      message(billingInbox, 'settle-hold', { ...order, kind: 'training', delivered: 1, of: 1, reason: null }),
      message(botGatewayInbox, 'announce-avatar', { ...order, avatarId: training.avatarId }),
    );
    afterCommit(tx, () => {
      this.tell(training, null);
      if (!training.submittingSince) return;
      trainingSeconds.observe({ preset: training.preset }, secondsBetween(training.submittingSince, now));
    });
    return true;
  }

  async fail(tx: Transaction, training: Training, error: AppError): Promise<boolean> {
    await this.lock(tx, training);
    if (!(await this.trainings.move(tx, training.orderId, 'failed', this.endedWith(error)))) return false;
    await this.avatars.move(tx, training.avatarId, 'error', { errorCode: error.code });
    await this.giveBack(tx, training, error);
    return true;
  }

  async cancel(tx: Transaction, training: Training): Promise<boolean> {
    await this.lock(tx, training);
    const reason = new AppError('cancelled-by-user');
    const fields = { ...this.endedWith(reason), cancelRequested: true };
    if (!(await this.trainings.move(tx, training.orderId, 'cancelled', fields))) return false;
    await this.avatars.move(tx, training.avatarId, 'cancelled', { errorCode: null });
    await this.giveBack(tx, training, reason);
    return true;
  }

  /** All credits back, and the reason told. */
  async giveBack(tx: Transaction, ended: OrderOf, error: AppError): Promise<void> {
    const { orderId, userId } = ended;
    const order = { orderId, userId, kind: 'training' } as const;
    const { code } = error;
    await this.outbox.add(
      tx,
      message(billingInbox, 'settle-hold', { ...order, delivered: 0, of: 1, reason: code }),
      message(botGatewayInbox, 'explain-failure', { ...order, code }),
    );
    afterCommit(tx, () => this.tell(ended, error));
  }

  /** The training and its avatar, the avatar first as everywhere, so that no two transactions wait for each other. */
  async lock(
    tx: Transaction,
    training: { avatarId: AvatarId; userId: UserId; orderId: OrderId },
  ): Promise<Training | null> {
    await this.avatars.lock(tx, training);
    return this.trainings.lock(tx, training.orderId);
  }

  /** For operators. */
  private tell({ orderId, createdAt }: OrderOf, error: AppError | null): void {
    const outcome = error === null ? 'succeeded' : error.code === 'cancelled-by-user' ? 'cancelled' : 'failed';
    const seconds = createdAt ? secondsBetween(createdAt, this.clock.now()) : 0;
    this.log.ended('training.ended', { orderId, outcome, seconds }, error);
    trainingsEnded.inc({ outcome: error?.code ?? outcome });
  }

  private endedWith({ code: errorCode }: AppError): Partial<Training> {
    return { errorCode, nextLookAt: null, datasetUrl: null, finishedAt: this.clock.now() };
  }
}

const secondsBetween = (start: Date, end: Date): number => (end.getTime() - start.getTime()) / 1_000;
