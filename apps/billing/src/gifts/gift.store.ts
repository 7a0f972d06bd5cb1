import { Database, type Transaction } from '@aisha/database';
import {
  AllowanceReader,
  Gift,
  GiftReader,
  photoSessionPrice,
  PriceReader,
  type Balance,
} from '@aisha/database/billing';
import { DAY_MS, type CentiCredits, type GiftId, type GiftName, type GiftOutcome, type UserId } from '@aisha/domain';
import { Injectable } from '@nestjs/common';
import { IsNull, LessThanOrEqual } from 'typeorm';
import { AccountStore } from '../accounts/account.store';
import { LedgerStore } from '../ledger/ledger.store';
import { forfeit, giftBack, giftReceived, giftSent } from '../ledger/posting';

/** How many unopened gifts go back in one transaction. */
const BACK_AT_ONCE = 100;

interface NewGift {
  readonly giftId: GiftId;
  readonly userId: UserId;
  readonly credits: CentiCredits;
  readonly called: GiftName;
}

/** The result of making or opening a gift. */
export interface GiftResult {
  readonly outcome: GiftOutcome;
  readonly gift?: Gift;
  /** The balance of the person who made or opened the gift. */
  readonly balance?: Balance;
  readonly debtPaid?: CentiCredits;
}

/** Writes gifts between people: bought credits that are in transit until the first person opens the link. */
@Injectable()
export class GiftStore {
  constructor(
    private readonly accounts: AccountStore,
    private readonly ledger: LedgerStore,
  ) {}

  /**
   * Makes a gift of credits that the person has bought and not given away yet, within the limit of a day. Refuses a person in debt, and a
   * gift called a photo session whose amount is not the present price of a photo session. Undefined for a gift that was made before.
   */
  async make(
    tx: Transaction,
    { giftId, userId, credits: amount, called }: NewGift,
    now: Date,
  ): Promise<GiftResult | undefined> {
    const before = await this.accounts.lock(tx, userId);
    if (await tx.existsBy(Gift, { id: giftId })) return undefined;
    if (before.debt > 0n) return { outcome: 'in-debt', balance: before };
    // The name says what the credits pay for, so it is refused for any other amount than the present price.
    if (called === 'photo-session') {
      const prices = await new PriceReader(Database.within(tx)).list(now);
      if (amount !== photoSessionPrice(prices)) return { outcome: 'price-changed', balance: before };
    }
    const reader = new GiftReader(Database.within(tx));
    if (amount > (await reader.giveable(userId))) return { outcome: 'too-few', balance: before };
    if (amount > (await reader.today(userId, now)).left) return { outcome: 'too-many-today', balance: before };
    const days = await new AllowanceReader(Database.within(tx)).at('gift-days', now);
    const gift = {
      id: giftId,
      giverId: userId,
      credits: amount,
      called,
      madeAt: now,
      expiresAt: new Date(now.getTime() + days * DAY_MS),
      openerId: null,
      closedAt: null,
    };
    await tx.insert(Gift, gift);
    const { balance } = await this.ledger.post(tx, giftSent(userId, amount, giftId));
    return { outcome: 'made', gift, balance };
  }

  /**
   * Opens a gift for the first person who asks; if that person is the giver, the gift goes back to them. A giver who only tries the link
   * keeps the gift open, until its time is over. When two people ask at the same moment, the second one reads that the gift is opened
   * already. Throws `order-unknown` while the account is not open, so that a newcomer reads a balance with the welcome credits.
   */
  async open(
    tx: Transaction,
    { giftId, userId, isByLink }: { readonly giftId: GiftId; readonly userId: UserId; readonly isByLink: boolean },
    now: Date,
  ): Promise<GiftResult> {
    const before = await this.accounts.lockOpen(tx, userId, { giftId });
    const gift = await tx.findOne(Gift, { where: { id: giftId }, lock: { mode: 'pessimistic_write' } });
    if (!gift) return { outcome: 'unknown', balance: before };
    const isGiver = gift.giverId === userId;
    if (gift.closedAt) {
      const isUsed = gift.openerId !== null && gift.openerId !== gift.giverId;
      return { outcome: isUsed ? 'used' : 'expired', gift, balance: before };
    }
    if (isGiver && isByLink && gift.expiresAt > now) return { outcome: 'own', gift, balance: before };
    // An expired gift that has not gone back yet can still be opened, but only by its giver.
    if (gift.expiresAt <= now && !isGiver) return { outcome: 'expired', gift, balance: before };
    await tx.update(Gift, { id: giftId }, { openerId: userId, closedAt: now });
    const posting = (isGiver ? giftBack : giftReceived)(userId, gift.credits, giftId);
    const balance = await this.ledger.postIncome(tx, posting, before.debt);
    const debtPaid = (before.debt - balance.debt) as CentiCredits;
    return { outcome: isGiver ? 'taken-back' : 'received', gift, balance, debtPaid };
  }

  /** The gifts that nobody has opened in time, the oldest first, BACK_AT_ONCE at most. */
  expired(tx: Transaction, now: Date): Promise<Gift[]> {
    return tx.find(Gift, {
      where: { closedAt: IsNull(), expiresAt: LessThanOrEqual(now) },
      order: { expiresAt: 'ASC' },
      take: BACK_AT_ONCE,
    });
  }

  /**
   * Gives an unopened gift back to its giver. Undefined when there is nobody to tell: the gift was closed meanwhile, or its giver had
   * everything deleted and thereby forfeited what comes back.
   */
  async back(tx: Transaction, { id }: Gift, now: Date): Promise<GiftResult | undefined> {
    const { giverId } = await tx.findOneByOrFail(Gift, { id });
    const before = await this.accounts.lock(tx, giverId);
    const gift = await tx.findOne(Gift, { where: { id, closedAt: IsNull() }, lock: { mode: 'pessimistic_write' } });
    if (!gift) return undefined;
    await tx.update(Gift, { id }, { closedAt: now });
    const balance = await this.ledger.postIncome(tx, giftBack(giverId, gift.credits, id), before.debt);
    if (await this.ledger.isClosed(tx, giverId)) {
      if (balance.available > 0n) await this.ledger.post(tx, forfeit(giverId, balance.available, id));
      return undefined;
    }
    return { outcome: 'returned', gift, balance, debtPaid: (before.debt - balance.debt) as CentiCredits };
  }
}
