import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import type { Training } from '@aisha/database/trainer';
import type { AvatarId, ErrorCode, OrderId, UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Clock } from '@aisha/platform';
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
    trainingsEnded.inc({ outcome: 'succeeded' });
    if (training.submittingSince) {
      const seconds = (now.getTime() - training.submittingSince.getTime()) / 1_000;
      trainingSeconds.observe({ preset: training.preset }, seconds);
    }
    return true;
  }

  async fail(tx: Transaction, training: Training, code: ErrorCode): Promise<boolean> {
    await this.lock(tx, training);
    if (!(await this.trainings.move(tx, training.orderId, 'failed', this.endedWith(code)))) return false;
    await this.avatars.move(tx, training.avatarId, 'error', { errorCode: code });
    await this.giveBack(tx, training, code);
    return true;
  }

  async cancel(tx: Transaction, training: Training): Promise<boolean> {
    await this.lock(tx, training);
    const fields = { ...this.endedWith('cancelled-by-user'), cancelRequested: true };
    if (!(await this.trainings.move(tx, training.orderId, 'cancelled', fields))) return false;
    await this.avatars.move(tx, training.avatarId, 'cancelled', { errorCode: null });
    await this.giveBack(tx, training, 'cancelled-by-user');
    return true;
  }

  /** All credits back, and the reason told. */
  async giveBack(tx: Transaction, { orderId, userId }: OrderOf, code: ErrorCode): Promise<void> {
    const order = { orderId, userId, kind: 'training' } as const;
    await this.outbox.add(
      tx,
      message(billingInbox, 'settle-hold', { ...order, delivered: 0, of: 1, reason: code }),
      message(botGatewayInbox, 'explain-failure', { ...order, code }),
    );
    trainingsEnded.inc({ outcome: code });
  }

  /** The training and its avatar, the avatar first as everywhere, so that no two transactions wait for each other. */
  async lock(
    tx: Transaction,
    training: { avatarId: AvatarId; userId: UserId; orderId: OrderId },
  ): Promise<Training | null> {
    await this.avatars.lock(tx, training);
    return this.trainings.lock(tx, training.orderId);
  }

  private endedWith(errorCode: ErrorCode): Partial<Training> {
    return { errorCode, nextLookAt: null, datasetUrl: null, finishedAt: this.clock.now() };
  }
}
