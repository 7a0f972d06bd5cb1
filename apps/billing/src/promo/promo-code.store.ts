import { insertedNew, type Transaction } from '@aisha/database';
import { Promo } from '@aisha/database/billing';
import { Injectable } from '@nestjs/common';

type NewPromo = Omit<Promo, 'used' | 'madeAt'>;

/** Makes and ends promo codes. Only the end of a code is ever changed. */
@Injectable()
export class PromoCodeStore {
  /** Resolves to false if such a code exists or has existed. */
  make(tx: Transaction, promo: NewPromo): Promise<boolean> {
    return insertedNew(tx, Promo, promo);
  }

  /** Ends a code now; a code that has not begun never begins. Undefined for an unknown code; null for one that has ended. */
  async end(tx: Transaction, code: string, now: Date): Promise<Promo | null | undefined> {
    const promo = await tx.findOne(Promo, { where: { code }, lock: { mode: 'pessimistic_write' } });
    if (!promo) return undefined;
    if (promo.validUntil && promo.validUntil <= now) return null;
    await tx.update(Promo, { code }, { validUntil: now });
    return promo;
  }
}
