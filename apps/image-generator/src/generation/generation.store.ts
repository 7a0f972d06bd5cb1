import { Injectable } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import { ImageGeneration, Picture } from '@aisha/database/generator';
import { isFinished, moveOrder, type OrderId, type OrderState } from '@aisha/domain';

export type NewGeneration = Pick<
  ImageGeneration,
  'orderId' | 'userId' | 'avatarId' | 'prompt' | 'aspectRatio' | 'pictureCount' | 'seed' | 'createdAt'
> &
  Partial<Pick<ImageGeneration, 'enhancedPrompt' | 'negativePrompt' | 'promptWriter'>>;
export type GenerationPatch = Partial<Omit<ImageGeneration, 'orderId' | 'userId' | 'state'>>;

/** Orders of one person that may be at FAL while others wait. */
const FAIR_SHARE = 2;

/** Writes generations. A row that was locked is the caller's until its transaction ends. */
@Injectable()
export class GenerationStore {
  /** False when the order is already there: the same message again. */
  async insert(tx: Transaction, generation: NewGeneration): Promise<boolean> {
    const { raw } = await tx
      .createQueryBuilder()
      .insert()
      .into(ImageGeneration)
      .values({
        ...generation,
        state: 'queued',
        generationConfig: {},
        submissions: 0,
        cancelRequested: false,
        delivered: 0,
      })
      .orIgnore()
      .returning('order_id')
      .execute();
    return (raw as unknown[]).length > 0;
  }

  lock(tx: Transaction, orderId: OrderId): Promise<ImageGeneration | null> {
    return tx.findOne(ImageGeneration, { where: { orderId }, lock: { mode: 'pessimistic_write' } });
  }

  /** The order when it is still under way. */
  async lockOpen(tx: Transaction, orderId: OrderId): Promise<ImageGeneration | null> {
    const generation = await this.lock(tx, orderId);
    return generation && !isFinished(generation.state) ? generation : null;
  }

  /** Writes the fields, and the state when it changes; answers the row as it is now. */
  async update(
    tx: Transaction,
    generation: ImageGeneration,
    patch: GenerationPatch,
    state: OrderState = generation.state,
  ): Promise<ImageGeneration> {
    const change = state === generation.state ? patch : { ...patch, state: moveOrder(generation.state, state) };
    await tx.update(
      ImageGeneration,
      { orderId: generation.orderId },
      change as Partial<ImageGeneration> & { generationConfig?: never },
    );
    return { ...generation, ...change };
  }

  /** Queued orders whose prompt is still to be written and that nobody is writing, oldest first. */
  toPrepare(tx: Transaction, now: Date, limit: number): Promise<ImageGeneration[]> {
    return this.free(tx, now)
      .andWhere(`g.state = 'queued' AND g.endpoint IS NULL`)
      .orderBy('g.createdAt')
      .addOrderBy('g.orderId')
      .take(limit)
      .getMany();
  }

  /** The prepared order that is next: oldest first, but after those of people who have fewer at FAL than their share. */
  async nextToSubmit(tx: Transaction, now: Date): Promise<ImageGeneration | null> {
    const [next] = await this.free(tx, now)
      .addSelect(
        `(SELECT count(*) >= ${FAIR_SHARE} FROM generator.image_generation mine
           WHERE mine.user_id = g.user_id AND mine.finished_at IS NULL AND mine.state IN ('running', 'waiting'))`,
        'has_share',
      )
      .andWhere(`g.state = 'queued' AND g.endpoint IS NOT NULL`)
      .orderBy('has_share')
      .addOrderBy('g.createdAt')
      .addOrderBy('g.orderId')
      .limit(1)
      .getMany();
    return next ?? null;
  }

  /** Orders at FAL that are to be looked at now, unless their pictures are being copied. */
  toLookAt(tx: Transaction, now: Date, limit: number): Promise<ImageGeneration[]> {
    return this.free(tx, now)
      .andWhere(`g.state IN ('running', 'waiting') AND g.nextLookAt IS NOT NULL`)
      .andWhere('(g.collectingUntil IS NULL OR g.collectingUntil <= :now)', { now })
      .orderBy('g.nextLookAt')
      .take(limit)
      .getMany();
  }

  async addPictures(tx: Transaction, pictures: readonly Picture[]): Promise<void> {
    await tx.insert(Picture, [...pictures]);
  }

  /** Everybody in our queue who stands elsewhere than they were last told, with the new place; remembers that it was told. */
  async tellNewPlaces(tx: Transaction): Promise<{ generation: ImageGeneration; ahead: number }[]> {
    const moved = await tx.query<{ order_id: OrderId; ahead: number }[]>(
      `SELECT order_id, ahead FROM (
         SELECT order_id, shown_ahead, (row_number() OVER (ORDER BY created_at, order_id) - 1)::int AS ahead
         FROM generator.image_generation WHERE state = 'queued' AND finished_at IS NULL
       ) place WHERE shown_ahead IS DISTINCT FROM ahead ORDER BY ahead LIMIT 100`,
    );
    const told: { generation: ImageGeneration; ahead: number }[] = [];
    for (const { order_id: orderId, ahead } of moved) {
      const [generation] = await tx.find(ImageGeneration, {
        where: { orderId, state: 'queued' },
        lock: { mode: 'pessimistic_write', onLocked: 'skip_locked' },
      });
      if (!generation || generation.shownAhead === ahead) continue;
      told.push({ generation: await this.update(tx, generation, { shownAhead: ahead }), ahead });
    }
    return told;
  }

  /** What nobody else holds: neither by a lock nor by a lease that has not run out. */
  private free(tx: Transaction, now: Date) {
    return tx
      .createQueryBuilder(ImageGeneration, 'g')
      .setLock('pessimistic_write', undefined, ['g'])
      .setOnLocked('skip_locked')
      .where('g.finishedAt IS NULL') // what the index of open orders asks for
      .andWhere('(g.nextLookAt IS NULL OR g.nextLookAt <= :now)', { now });
  }
}
