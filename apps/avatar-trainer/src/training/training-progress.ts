import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { botGatewayInbox, type ProgressStep } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import type { Training } from '@aisha/database/trainer';
import { TRAINING_PRESETS, type OrderId, type TrainingPreset, type UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Clock } from '@aisha/platform';

interface QueuePlace {
  readonly order_id: OrderId;
  readonly user_id: UserId;
  readonly ahead: number;
}

/** People told of their new place at once; those further back hear of it as the queue moves. */
const TOLD_AT_ONCE = 20;
/** Trainings that "usually" is taken from, and how few of them are too few to go by. */
const USUAL_OF = 20;
const USUAL_AT_LEAST = 3;
/** A bar that stands at the end looks broken; the rest is for what takes longer than usual. */
const FULLEST_BAR = 0.95;

/** What the person's card says while a training runs: by recent trainings, and before there are any by what the price screen said. */
@Injectable()
export class TrainingProgress {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The place of one training in our queue, those at work included. */
  async queued(tx: Transaction, orderId: OrderId): Promise<void> {
    await this.tellPlaces(tx, await this.places(tx, 'AND order_id = $1', [orderId]));
  }

  /** The places of those who still wait, after one was taken. */
  async queueMoved(tx: Transaction): Promise<void> {
    await this.tellPlaces(tx, await this.places(tx, `ORDER BY created_at, order_id LIMIT ${TOLD_AT_ONCE}`, []));
  }

  async at(tx: Transaction, training: Training, step: ProgressStep, ahead: number | null = null): Promise<void> {
    await this.tell(tx, training, { step, ahead });
  }

  /** At work: how far and how long by what such trainings took lately, their wait at FAL included. */
  async working(tx: Transaction, training: Training): Promise<void> {
    const since = training.submittingSince ?? training.startedAt;
    if (since === null) return this.tell(tx, training, { step: 'working' });
    const usual = await this.usualSeconds(tx, training.preset);
    const soFar = (this.clock.now().getTime() - since.getTime()) / 1_000;
    const isLate = soFar >= usual;
    await this.tell(tx, training, {
      step: 'working',
      fraction: Math.min(FULLEST_BAR, Math.max(0, soFar / usual)),
      secondsLeft: isLate ? null : Math.round(usual - soFar),
    });
  }

  private async usualSeconds(tx: Transaction, preset: TrainingPreset): Promise<number> {
    const [{ seconds, count }] = await tx.query<[{ seconds: number | null; count: number }]>(
      `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS seconds, count(*)::int AS count
       FROM (SELECT extract(epoch FROM finished_at - submitting_since)::float8 AS seconds FROM trainer.training
             WHERE preset = $1 AND state = 'succeeded' AND submitting_since IS NOT NULL
             ORDER BY finished_at DESC LIMIT ${USUAL_OF}) AS latest`,
      [preset],
    );
    const isKnown = count >= USUAL_AT_LEAST && seconds !== null;
    return isKnown ? seconds : TRAINING_PRESETS[preset].aboutMinutes * 60;
  }

  private places(tx: Transaction, which: string, params: unknown[]): Promise<QueuePlace[]> {
    return tx.query<QueuePlace[]>(
      `SELECT order_id, user_id, (SELECT count(*)::int FROM trainer.training AS before
          WHERE before.finished_at IS NULL
            AND (before.created_at, before.order_id) < (training.created_at, training.order_id)) AS ahead
       FROM trainer.training WHERE state = 'queued' ${which}`,
      params,
    );
  }

  private async tellPlaces(tx: Transaction, places: QueuePlace[]): Promise<void> {
    for (const { order_id: orderId, user_id: userId, ahead } of places) {
      await this.tell(tx, { orderId, userId }, { step: 'queued', ahead });
    }
  }

  private async tell(
    tx: Transaction,
    { orderId, userId }: Pick<Training, 'orderId' | 'userId'>,
    said: { step: ProgressStep; ahead?: number | null; fraction?: number; secondsLeft?: number | null },
  ): Promise<void> {
    const { step, ahead = null, fraction = null, secondsLeft = null } = said;
    const at = this.clock.now().toISOString();
    const order = { orderId, userId, kind: 'training' } as const;
    await this.outbox.add(
      tx,
      message(botGatewayInbox, 'show-progress', { ...order, step, ahead, fraction, secondsLeft, at }),
    );
  }
}
