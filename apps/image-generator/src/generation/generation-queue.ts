import { Injectable } from '@nestjs/common';
import { Database, FalSlots, type Transaction } from '@aisha/database';
import type { ImageGeneration } from '@aisha/database/generator';
import { GenerationStore } from './generation.store';
import { Progress } from './progress';
import { Timing } from './timing';

/** A minute: the language model has 25 s. When a replica dies, another takes its orders after it. */
const PREPARATION_LEASE_MS = 60_000;

/** Between taking an order and sending it lie a few questions to our own database, each of which may have to wait. */
export const TAKEN_LEASE_MS = 30_000;

/** How long FAL's client waits for an answer, and a little. */
const ANSWER_LEASE_MS = 45_000;

/** The mark: a process killed between it and FAL's answer leaves an order behind that nobody sends again before its deadline. */
export const beingSent = (timing: Timing): Pick<ImageGeneration, 'deadlineAt' | 'nextLookAt'> => ({
  deadlineAt: timing.in(timing.timeoutMs),
  nextLookAt: timing.in(ANSWER_LEASE_MS),
});

/** Hands out orders so that any number of replicas may ask: each is given to one, for a while. */
@Injectable()
export class GenerationQueue {
  constructor(
    private readonly database: Database,
    private readonly generations: GenerationStore,
    private readonly slots: FalSlots,
    private readonly progress: Progress,
    private readonly timing: Timing,
  ) {}

  /** Whether a round is worth its transactions: something waits in our queue, or for a look that is due. */
  async hasWork(): Promise<boolean> {
    const found: unknown[] = await this.database.read.query(
      `SELECT FROM generator.image_generation
       WHERE finished_at IS NULL AND (state = 'queued' OR next_look_at <= $1) LIMIT 1`,
      [this.timing.now()],
    );
    return found.length > 0;
  }

  /** Orders whose prompt is to be written. */
  toPrepare(limit: number): Promise<ImageGeneration[]> {
    return this.database.transaction(async (tx) => {
      const found = await this.generations.toPrepare(tx, this.timing.now(), limit);
      const leased: ImageGeneration[] = [];
      for (const generation of found) {
        leased.push(
          await this.generations.update(tx, generation, { nextLookAt: this.timing.in(PREPARATION_LEASE_MS) }),
        );
      }
      return leased;
    });
  }

  /** Orders to submit, as many as FAL has places for, which they have from now on. */
  toSubmit(): Promise<ImageGeneration[]> {
    return this.database.transaction(async (tx) => {
      const taken: ImageGeneration[] = [];
      for (let free = await this.slots.free(tx, 'generation'); free > 0; free -= 1) {
        const next = await this.generations.nextToSubmit(tx, this.timing.now());
        if (!next) break;
        const order = await this.take(tx, next);
        await this.progress.show(tx, order, 'preparing');
        taken.push(order);
      }
      return taken;
    });
  }

  /** Once more, because FAL is silent. What it was given first may yet come: this one is marked from the start. */
  takeAgain(tx: Transaction, generation: ImageGeneration): Promise<ImageGeneration> {
    return this.take(tx, generation, beingSent(this.timing));
  }

  /** Until it has a deadline nothing was sent. */
  private take(
    tx: Transaction,
    generation: ImageGeneration,
    times: ReturnType<typeof beingSent> = { deadlineAt: null, nextLookAt: this.timing.in(TAKEN_LEASE_MS) },
  ): Promise<ImageGeneration> {
    const now = this.timing.now();
    return this.generations.update(
      tx,
      generation,
      {
        submittingSince: now,
        submissions: generation.submissions + 1,
        requestId: null,
        startedAt: generation.startedAt ?? now,
        ...times,
      },
      'running',
    );
  }

  /** Tells those in our queue who stand elsewhere than they were last told. */
  async tellPlaces(): Promise<void> {
    await this.database.transaction(async (tx) => {
      for (const { generation, ahead } of await this.generations.tellNewPlaces(tx)) {
        await this.progress.show(tx, generation, 'queued', ahead);
      }
    });
  }
}
