import type { Transaction } from './database';

/** What FAL is asked to do: each kind has its own table and app, all share one account. */
export type FalWork = 'training' | 'generation';

/**
 * FAL runs only a few requests of an account at once (FAL_CONCURRENCY), counted over every replica of every app that gives it
 * work. The rows themselves are the count, so that a crash can leave no slot taken.
 * A training keeps its slot while its photographs are packed; a generation takes one when it is about to be sent. A submission nobody
 * answered counts until its webhook or its deadline: it may well be running there.
 */
export class FalSlots {
  constructor(private readonly limit: number) {}

  /**
   * How many more requests of that kind may be sent now. Until the transaction ends nobody else gets an answer: whoever asks
   * writes so in its rows (`submitting_since`) before committing. One slot is kept from trainings, which last minutes, for pictures.
   */
  async free(tx: Transaction, work: FalWork): Promise<number> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('aisha.fal-slots'))`);
    const [busy] = await tx.query<[{ trainings: number; generations: number }]>(
      `SELECT (SELECT count(*)::int FROM trainer.training
                 WHERE finished_at IS NULL AND state IN ('running', 'waiting')) AS trainings,
              (SELECT count(*)::int FROM generator.image_generation
                 WHERE finished_at IS NULL AND state IN ('running', 'waiting')
                 AND (submitting_since IS NOT NULL OR request_id IS NOT NULL)) AS generations`,
    );
    const free = this.limit - busy.trainings - busy.generations;
    const freeForThis = work === 'training' ? Math.min(free, Math.max(1, this.limit - 1) - busy.trainings) : free;
    return Math.max(0, freeForThis);
  }
}
