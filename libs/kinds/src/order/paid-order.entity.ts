import { Column, PrimaryColumn } from 'typeorm';
import type { ErrorCode, OrderId, OrderState, UserId } from '@aisha/domain';

/**
 * The columns of every paid order, whatever its kind. Only the engine (libs/orders) writes them; a kind adds columns of
 * its own. The SQL is in `order-columns.ts`.
 */
export abstract class PaidOrder {
  @PrimaryColumn({ type: 'uuid', name: 'order_id' }) orderId!: OrderId;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  @Column({ type: 'text' }) state!: OrderState;
  /** Counts the moves. A write names the version it read, so a slow worker's write changes nothing. */
  @Column({ type: 'integer' }) version!: number;
  /** Units that were ordered, quoted and held: pictures, minutes, or 1. */
  @Column({ type: 'integer' }) units!: number;
  /** How many units were delivered. The person pays for them, except for free ones. */
  @Column({ type: 'integer' }) delivered!: number;
  /**
   * How many units the person paid for, when that is more than were delivered: providers worked on the others, and the free work was used
   * up. 0: the person paid for the delivered ones.
   */
  @Column({ type: 'integer' }) charged!: number;
  /** The order's turn, given when it enters the queue (`nextTurnOf`): the lowest is next. */
  @Column({ type: 'integer' }) turn!: number;
  @Column({ type: 'text', name: 'error_code', nullable: true }) errorCode!: ErrorCode | null;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
  /** Set once the order is prepared: it may be submitted when its turn comes. */
  @Column({ type: 'timestamptz', name: 'ready_at', nullable: true }) readyAt!: Date | null;
  /** Set while the order is deferred: no worker takes it before this moment. */
  @Column({ type: 'timestamptz', name: 'not_before', nullable: true }) notBefore!: Date | null;
  /** Since when passing errors have deferred the order; null without such an error. */
  @Column({ type: 'timestamptz', name: 'deferred_since', nullable: true }) deferredSince!: Date | null;
  /** The passing error that deferred the order; null once the order has gone on. */
  @Column({ type: 'text', name: 'deferred_by', nullable: true }) deferredBy!: ErrorCode | null;
  /** The lease: one process works on the order until this moment, and renews it. */
  @Column({ type: 'timestamptz', name: 'lease_until', nullable: true }) leaseUntil!: Date | null;
  /** When a worker first took the order from our queue. */
  @Column({ type: 'timestamptz', name: 'started_at', nullable: true }) startedAt!: Date | null;
  /** Set while the order holds a slot of the provider. */
  @Column({ type: 'timestamptz', name: 'slot_taken_at', nullable: true }) slotTakenAt!: Date | null;
  /** The submit marker: set right before the paid request is sent; the request is never sent again while it is set. */
  @Column({ type: 'timestamptz', name: 'submit_started_at', nullable: true }) submitStartedAt!: Date | null;
  /**
   * How often the order was submitted: above 1, a submission was repeated at our cost. For local work: how often its process died since the
   * order made progress, plus the run under way.
   */
  @Column({ type: 'integer' }) attempts!: number;
  /** The provider's model. */
  @Column({ type: 'text', nullable: true }) endpoint!: string | null;
  /** The provider's id of the newest submission; null until we know it. */
  @Column({ type: 'text', name: 'request_id', nullable: true }) requestId!: string | null;
  /**
   * The provider's ids of the requests that have ended, when the order sends several one after another. The callback of one may come a
   * second time.
   */
  @Column({ type: 'text', array: true, name: 'past_requests' }) pastRequests!: readonly string[];
  /** When the next poll is due. */
  @Column({ type: 'timestamptz', name: 'next_poll_at', nullable: true }) nextPollAt!: Date | null;
  /** The moment when the submission times out, counted from the submission and never from the order. */
  @Column({ type: 'timestamptz', name: 'deadline_at', nullable: true }) deadlineAt!: Date | null;
  /**
   * The moment when a cancel was granted, if the cancel could not end the order at once: the provider is asked, or the finished part of
   * local work is joined. Null: no such cancel.
   */
  @Column({ type: 'timestamptz', name: 'cancel_requested_at', nullable: true }) cancelRequestedAt!: Date | null;
  /** The step and the position that the person's card showed last, and when: the card changes in coarse steps. */
  @Column({ type: 'text', name: 'shown_step', nullable: true }) shownStep!: string | null;
  @Column({ type: 'integer', name: 'shown_position', nullable: true }) shownPosition!: number | null;
  @Column({ type: 'timestamptz', name: 'shown_at', nullable: true }) shownAt!: Date | null;
  @Column({ type: 'timestamptz', name: 'finished_at', nullable: true }) finishedAt!: Date | null;
}

/** The first values of a new order; a kind fills in the rest. */
export const newOrder = () => ({
  state: 'queued' as const,
  version: 0,
  delivered: 0,
  charged: 0,
  turn: 1,
  errorCode: null,
  readyAt: null,
  notBefore: null,
  deferredSince: null,
  deferredBy: null,
  leaseUntil: null,
  startedAt: null,
  slotTakenAt: null,
  submitStartedAt: null,
  attempts: 0,
  endpoint: null,
  requestId: null,
  pastRequests: [],
  nextPollAt: null,
  deadlineAt: null,
  cancelRequestedAt: null,
  shownStep: null,
  shownPosition: null,
  shownAt: null,
  finishedAt: null,
});
