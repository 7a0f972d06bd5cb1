import { Injectable } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import { Training } from '@aisha/database/trainer';
import { ORDER_MOVES, statesBefore, type AvatarId, type OrderId, type OrderState } from '@aisha/domain';
import { In, IsNull, LessThanOrEqual, Not } from 'typeorm';

export type NewTraining = Pick<
  Training,
  'orderId' | 'avatarId' | 'userId' | 'preset' | 'steps' | 'state' | 'errorCode' | 'deadlineAt' | 'finishedAt'
>;

/** Four times the longest a submission waits for its answer: whoever sent it is gone. */
export const SENDER_IS_GONE_AFTER_MS = 120_000;

/** Trainings of one person that may run while other people wait. */
const RUNNING_PER_PERSON = 1;

/** The one writer of trainer.training. */
@Injectable()
export class TrainingStore {
  /** False when the order is there already: sent twice, done once. */
  async add(tx: Transaction, training: NewTraining): Promise<boolean> {
    const { raw } = await tx
      .createQueryBuilder()
      .insert()
      .into(Training)
      .values(training)
      .orIgnore()
      .returning('order_id')
      .execute();
    return (raw as unknown[]).length > 0;
  }

  /** The training, locked; whoever changes its avatar too has locked that first. */
  lock(tx: Transaction, orderId: OrderId): Promise<Training | null> {
    return tx.findOne(Training, { where: { orderId }, lock: { mode: 'pessimistic_write' } });
  }

  /**
   * The next of our queue, locked: the oldest of those whose person has none running, and only when there is no such one the
   * oldest of all. Trainings that another replica is taking, or that are too late to be begun, are passed over.
   */
  async next(tx: Transaction, now: Date): Promise<Training | null> {
    const [found] = await tx.query<{ order_id: OrderId }[]>(
      `SELECT order_id FROM trainer.training AS waiting
       WHERE state = 'queued' AND (deadline_at IS NULL OR deadline_at > $2)
       ORDER BY (SELECT count(*) FROM trainer.training AS running
                 WHERE running.user_id = waiting.user_id AND running.state IN ('running', 'waiting')) >= $1,
                created_at, order_id
       LIMIT 1 FOR UPDATE SKIP LOCKED`,
      [RUNNING_PER_PERSON, now],
    );
    return found ? tx.findOneByOrFail(Training, { orderId: found.order_id }) : null;
  }

  /** Changes a training that is in one of the states from which `to` can be reached; false when it is not. */
  async move(tx: Transaction, orderId: OrderId, to: OrderState, fields: Partial<Training> = {}): Promise<boolean> {
    const { affected } = await tx.update(
      Training,
      { orderId, state: In(statesBefore(ORDER_MOVES, to)) },
      { ...fields, state: to },
    );
    return affected === 1;
  }

  /** Takes the paid step: true once, and only for the run that prepared it. Before it nothing was sent, after it never again. */
  async markSubmitting(
    tx: Transaction,
    { orderId, startedAt }: Training,
    mark: { endpoint: string; submittingSince: Date },
  ): Promise<boolean> {
    const { affected } = await tx.update(
      Training,
      { orderId, state: 'running', submittingSince: IsNull(), ...(startedAt && { startedAt }) },
      { ...mark, nextLookAt: null },
    );
    return affected === 1;
  }

  /** The run that prepares it is alive. */
  async renewLease(tx: Transaction, { orderId, startedAt }: Training, until: Date): Promise<void> {
    await tx.update(
      Training,
      { orderId, state: 'running', submittingSince: IsNull(), ...(startedAt && { startedAt }) },
      { nextLookAt: until },
    );
  }

  /** Where its photographs lie at FAL. */
  async noteDataset(tx: Transaction, orderId: OrderId, datasetUrl: string): Promise<void> {
    await tx.update(Training, { orderId, finishedAt: IsNull() }, { datasetUrl });
  }

  /** Only what was surely not sent. */
  requeue(tx: Transaction, orderId: OrderId): Promise<boolean> {
    return this.move(tx, orderId, 'queued', { submittingSince: null, startedAt: null, nextLookAt: null });
  }

  /** FAL was seen to have it; false when it has ended meanwhile. */
  async stillAtFal(
    tx: Transaction,
    orderId: OrderId,
    { requestId, nextLookAt }: { requestId: string; nextLookAt: Date },
  ): Promise<boolean> {
    const { affected } = await tx.update(
      Training,
      { orderId, state: In(['running', 'waiting']) },
      { requestId, nextLookAt, state: 'waiting' },
    );
    return affected === 1;
  }

  /** The request's id, learnt after somebody else had moved the training on. */
  async noteRequest(
    tx: Transaction,
    orderId: OrderId,
    request: { requestId: string; nextLookAt: Date },
  ): Promise<void> {
    await tx.update(Training, { orderId }, request);
  }

  async noteCancelRequested(tx: Transaction, orderId: OrderId): Promise<void> {
    await tx.update(Training, { orderId }, { cancelRequested: true });
  }

  openOf(tx: Transaction, avatarId: AvatarId): Promise<Training | null> {
    return tx.findOneBy(Training, { avatarId, finishedAt: IsNull() });
  }

  /** Trainings at FAL whose callback has not come by `now`, locked; those another replica looks after are passed over. */
  dueForLook(tx: Transaction, now: Date, limit: number): Promise<Training[]> {
    return tx.find(Training, {
      where: { state: 'waiting', requestId: Not(IsNull()), nextLookAt: LessThanOrEqual(now) },
      order: { nextLookAt: 'ASC' },
      take: limit,
      lock: { mode: 'pessimistic_write', onLocked: 'skip_locked' },
    });
  }

  async lookNext(tx: Transaction, orderId: OrderId, at: Date): Promise<void> {
    await tx.update(Training, { orderId }, { nextLookAt: at });
  }

  /** What a process left behind that died while packing: nothing was sent. */
  async requeueAbandoned(tx: Transaction, now: Date): Promise<number> {
    const { affected } = await tx.update(
      Training,
      { state: 'running', submittingSince: IsNull(), nextLookAt: LessThanOrEqual(now) },
      { state: 'queued', startedAt: null, nextLookAt: null },
    );
    return affected ?? 0;
  }

  /** What a process left behind that died while sending: FAL may have it. */
  async waitForUnanswered(tx: Transaction, now: Date): Promise<number> {
    const sentBefore = new Date(now.getTime() - SENDER_IS_GONE_AFTER_MS);
    const { affected } = await tx.update(
      Training,
      { state: 'running', submittingSince: LessThanOrEqual(sentBefore) },
      { state: 'waiting' },
    );
    return affected ?? 0;
  }

  /** Past their deadline with nothing at FAL to ask about: never sent, or sent and never answered. */
  overdue(tx: Transaction, now: Date, limit: number): Promise<Training[]> {
    return tx.find(Training, {
      where: [
        { state: 'queued', deadlineAt: LessThanOrEqual(now) },
        { state: 'waiting', requestId: IsNull(), deadlineAt: LessThanOrEqual(now) },
      ],
      order: { deadlineAt: 'ASC' },
      take: limit,
    });
  }
}
