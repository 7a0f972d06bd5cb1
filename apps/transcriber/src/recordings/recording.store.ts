import {
  moveOrder,
  ORDER_MOVES,
  statesBefore,
  type ErrorCode,
  type OrderId,
  type OrderState,
  type UserId,
} from '@aisha/domain';
import type { Transaction } from '@aisha/database';
import { In } from 'typeorm';
import { Piece, Recording, Transcript } from '@aisha/database/transcriber';

/** How an order ends, and what came of it. */
export type RecordingEnd =
  { readonly state: 'succeeded' } | { readonly state: 'failed' | 'cancelled'; readonly code: ErrorCode };

/** Writer of recordings, their pieces and transcripts. */
export class RecordingStore {
  /** Takes an order in, once; a second time it changes nothing. */
  async add(
    tx: Transaction,
    order: Pick<Recording, 'orderId' | 'userId' | 'audioFilePath' | 'minutes'>,
    now: Date,
  ): Promise<void> {
    await tx
      .createQueryBuilder()
      .insert()
      .into(Recording)
      .values({ ...order, state: 'queued', createdAt: now })
      .orIgnore()
      .execute();
  }

  /** The order, locked until the transaction ends. */
  find(tx: Transaction, orderId: OrderId): Promise<Recording | null> {
    return tx.findOne(Recording, { where: { orderId }, lock: { mode: 'pessimistic_write' } });
  }

  async begin(tx: Transaction, recording: Recording, now: Date): Promise<void> {
    if (recording.state === 'running') return; // an earlier run of the same job died on the way
    await tx.update(
      Recording,
      { orderId: recording.orderId },
      { state: moveOrder(recording.state, 'running'), startedAt: now },
    );
  }

  async setDuration(tx: Transaction, orderId: OrderId, seconds: number): Promise<void> {
    await tx.update(Recording, { orderId }, { duration: seconds });
  }

  /** What a piece says: paid for, so it is kept at once. */
  async addPiece(tx: Transaction, piece: Piece): Promise<void> {
    await tx.createQueryBuilder().insert().into(Piece).values(piece).orIgnore().execute();
  }

  pieces(tx: Transaction, orderId: OrderId): Promise<Piece[]> {
    return tx.find(Piece, { where: { orderId }, order: { position: 'ASC' } });
  }

  async addTranscript(
    tx: Transaction,
    transcript: { orderId: OrderId; userId: UserId; content: string; documentPath: string; language: string | null },
    now: Date,
  ): Promise<void> {
    await tx.insert(Transcript, { ...transcript, createdAt: now });
  }

  /** Ends the order; null when it had ended before, and then nothing may be settled again, else when it came. What was said in pieces goes. */
  async end(tx: Transaction, orderId: OrderId, end: RecordingEnd, now: Date): Promise<Date | null> {
    const open: OrderState[] = statesBefore(ORDER_MOVES, end.state);
    const result = await tx
      .createQueryBuilder()
      .update(Recording)
      .set({ state: end.state, errorCode: end.state === 'succeeded' ? null : end.code, finishedAt: now })
      .where('order_id = :orderId AND state IN (:...open)', { orderId, open })
      .returning('created_at')
      .execute();
    const [ended] = result.raw as { created_at: Date }[];
    if (!ended) return null;
    await tx.delete(Piece, { orderId });
    return ended.created_at;
  }

  /** The files of these orders are no more. */
  async forgetFiles(tx: Transaction, orderIds: readonly OrderId[]): Promise<void> {
    await tx.update(Recording, { orderId: In([...orderIds]) }, { audioFilePath: null });
  }
}
