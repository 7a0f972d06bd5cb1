import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { BalanceReader, PriceReader } from '@aisha/database/billing';
import { AvatarReader } from '@aisha/database/trainer';
import type { AvatarId, OrderId, UserId } from '@aisha/domain';
import { PRICED_ITEMS } from '@aisha/kinds';
import { TranscriptReader } from '@aisha/kinds/tables';
import { Clock } from '@aisha/platform';
import type { AvatarPage, BalanceAnswer, PricesAnswer, TranscriptPage } from './account-answer';
import { creditsOf } from './credits';
import type { PageQuery } from './pages';

/** Reads the credits, avatars and transcripts of a key’s owner, and the prices of items. */
@Injectable()
export class Account {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async balance(userId: UserId): Promise<BalanceAnswer> {
    const { available, held, debt } = await new BalanceReader(this.database).of(userId);
    return { available: creditsOf(available), held: creditsOf(held), debt: creditsOf(debt) };
  }

  async prices(): Promise<PricesAnswer> {
    const prices = await new PriceReader(this.database).list(this.clock.now());
    return { prices: PRICED_ITEMS.map((item) => ({ item, credits: creditsOf(prices[item]) })) };
  }

  async avatars(userId: UserId, { before, limit }: PageQuery): Promise<AvatarPage> {
    const found = await new AvatarReader(this.database).page(userId, {
      limit: limit + 1,
      ...(before !== undefined && { before: before as AvatarId }),
    });
    const avatars = found.slice(0, limit).map(({ id, name, trainingType, status, stoppedFor, createdAt }) => ({
      ...{ id, name, type: trainingType, status, isStopped: stoppedFor !== null },
      createdAt: createdAt.toISOString(),
    }));
    return { avatars, next: nextOf(avatars, found.length > limit) };
  }

  async transcripts(userId: UserId, { before, limit }: PageQuery): Promise<TranscriptPage> {
    const found = await new TranscriptReader(this.database).page(userId, {
      limit: limit + 1,
      ...(before !== undefined && { before: before as OrderId }),
    });
    const transcripts = found.slice(0, limit).map(({ orderId, title, characters, language, createdAt }) => ({
      ...{ id: orderId, title, characters, language },
      createdAt: createdAt.toISOString(),
    }));
    return { transcripts, next: nextOf(transcripts, found.length > limit) };
  }
}

const nextOf = (page: readonly { readonly id: string }[], hasMore: boolean): string | null =>
  hasMore ? (page.at(-1)?.id ?? null) : null;
