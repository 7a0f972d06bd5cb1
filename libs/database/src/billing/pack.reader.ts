import { Injectable } from '@nestjs/common';
import {
  cardAmountAfter,
  cardPriceAt,
  isFor,
  starsAfter,
  type CardPrice,
  type Language,
  type Pack,
  type PackList,
} from '@aisha/domain';
import { Database } from '../connection/database';
import { CardPriceRow } from '../entities/billing/card-price.entity';
import { DiscountRow, PackRow } from '../entities/billing/pack.entity';

/** The discount with which a pack is sold, and the label that people read. */
interface PackDiscount {
  readonly id: string;
  readonly percent: number;
  readonly label: Readonly<Record<'ru' | 'en', string> & Partial<Record<Language, string>>>;
  readonly until: Date;
}

/** A pack as it is sold at a moment. */
export interface PackOnSale extends Pack {
  readonly discount: PackDiscount | null;
  /** What the pack costs now, in Stars; `stars` is its price without the discount. */
  readonly price: number;
}

/** A pack as it is sold by card at a moment. */
export interface PackByCard extends PackOnSale {
  /** What the pack costs now, in the smallest units of `currency`; `usualAmount` is its price without the discount. */
  readonly amount: number;
  readonly usualAmount: number;
  readonly currency: string;
}

/** The packs of an offer that have a price by card at a moment, in this currency. */
const byCardAt = (
  packs: readonly PackOnSale[],
  prices: readonly CardPrice[],
  currency: string,
  at: Date,
): PackByCard[] =>
  packs.flatMap((pack) => {
    const usualAmount = cardPriceAt(prices, { packId: pack.id, currency }, at);
    if (usualAmount === null) return [];
    return [{ ...pack, currency, usualAmount, amount: cardAmountAfter(usualAmount, pack.discount?.percent ?? 0) }];
  });

/** The label of a discount in a language; languages without a label of their own read the English one. */
export const labelOf = ({ label }: PackDiscount, language: Language): string => label[language] ?? label.en;

const holdsAt = ({ validFrom }: { readonly validFrom: Date }, end: Date | null, at: Date): boolean =>
  validFrom <= at && (end === null || end > at);

/** Packs as they are sold at a moment, each with the largest discount that applies to it. */
const onSaleAt = (packs: readonly PackRow[], discounts: readonly DiscountRow[], at: Date): PackOnSale[] =>
  packs
    .filter((pack) => holdsAt(pack, pack.retiredAt, at))
    .map(({ id, credits, stars }) => {
      const [best] = discounts
        .filter((discount) => holdsAt(discount, discount.validUntil, at) && isFor(discount, id))
        .toSorted((one, other) => other.percent - one.percent || one.id.localeCompare(other.id));
      const discount = best
        ? {
            id: best.id,
            percent: best.percent,
            label: { ...best.labels, ru: best.labelRu, en: best.labelEn },
            until: best.validUntil,
          }
        : null;
      return { id, credits, stars, discount, price: starsAfter(stars, discount?.percent ?? 0) };
    });

/** What is for sale for Stars and by card, and what was ever for sale. Packs are few, so all are read. */
@Injectable()
export class PackReader {
  constructor(private readonly database: Database) {}

  packs(): Promise<PackRow[]> {
    return this.database.read.find(PackRow, { order: { validFrom: 'ASC', credits: 'ASC', id: 'ASC' } });
  }

  discounts(): Promise<DiscountRow[]> {
    return this.database.read.find(DiscountRow, { order: { validFrom: 'ASC', id: 'ASC' } });
  }

  /** Everything that was ever for sale; by it the code finds what an old payment bought. */
  async list(): Promise<PackList> {
    const [packs, discounts, cardPrices] = await Promise.all([this.packs(), this.discounts(), this.cardPrices()]);
    return { packs, discounts, cardPrices };
  }

  /** The prices of packs by card, in the order of dates; future prices, too. */
  cardPrices(): Promise<CardPriceRow[]> {
    return this.database.read.find(CardPriceRow, { order: { validFrom: 'ASC', packId: 'ASC', currency: 'ASC' } });
  }

  /** The packs that are sold by card in a currency at a moment. */
  async byCard(currency: string, at: Date): Promise<PackByCard[]> {
    return byCardAt(await this.onSale(at), await this.cardPrices(), currency, at);
  }

  /** The packs that are for sale at a moment. */
  async onSale(at: Date): Promise<PackOnSale[]> {
    const [packs, discounts] = await Promise.all([this.packs(), this.discounts()]);
    return onSaleAt(packs, discounts, at);
  }
}
