import { message } from '@aisha/contracts';
import { botGatewayInbox, type ProgressStep } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import type { ImageGeneration } from '@aisha/database/generator';
import type { Outbox } from '@aisha/messaging';
import type { Clock } from '@aisha/platform';

/** What such orders took lately is only said when there are a few of them. */
const HONEST_SAMPLE = 3;
const RECENT = 20;

/** Not shown as done before it is. */
const LARGEST_FRACTION = 0.95;

/** Tells the person's card how far an order is. */
export class Progress {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    /** Requests the FAL account runs at once. */
    private readonly atOnce: number,
  ) {}

  async show(
    tx: Transaction,
    generation: ImageGeneration,
    step: ProgressStep,
    ahead: number | null = null,
  ): Promise<void> {
    const { orderId, userId } = generation;
    const usual = this.isLeftAlone(generation) ? null : await this.usualSeconds(tx);
    await this.outbox.add(
      tx,
      message(botGatewayInbox, 'show-progress', {
        orderId,
        userId,
        kind: 'generation',
        step,
        ahead,
        fraction: usual === null || ahead !== null ? null : this.fraction(generation, usual),
        secondsLeft: usual === null ? null : this.secondsLeft(generation, usual, ahead),
        at: this.clock.now().toISOString(),
      }),
    );
  }

  /** Ready and not sent: FAL would not take it a moment ago, and nobody knows when it will. */
  private isLeftAlone({ state, endpoint, nextLookAt }: ImageGeneration): boolean {
    return state === 'queued' && endpoint !== null && nextLookAt !== null && nextLookAt > this.clock.now();
  }

  private fraction(generation: ImageGeneration, usual: number): number {
    return Math.round(Math.min(LARGEST_FRACTION, this.elapsed(generation) / usual) * 100) / 100;
  }

  /** Null once it takes longer than usual: then nobody knows. */
  private secondsLeft(generation: ImageGeneration, usual: number, ahead: number | null): number | null {
    const rounds = ahead === null ? 0 : Math.ceil(ahead / this.atOnce);
    const left = Math.ceil(usual * (rounds + 1) - this.elapsed(generation));
    return left > 0 ? left : null;
  }

  private elapsed({ startedAt }: ImageGeneration): number {
    return startedAt ? Math.max(0, (this.clock.now().getTime() - startedAt.getTime()) / 1000) : 0;
  }

  /** The median of the recent ones, from leaving our queue to the pictures. */
  private async usualSeconds(tx: Transaction): Promise<number | null> {
    const [row] = await tx.query<[{ usual: number | null; count: number }]>(
      `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS usual, count(*)::int AS count FROM (
         SELECT extract(epoch FROM finished_at - started_at)::float8 AS seconds FROM generator.image_generation
         WHERE state = 'succeeded' ORDER BY finished_at DESC LIMIT ${RECENT}
       ) recent`,
    );
    return row.count >= HONEST_SAMPLE && row.usual ? row.usual : null;
  }
}
