import { BadRequestException } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { DiscountLabel, SELLING_CHANGES } from '@aisha/contracts/billing';
import { ALLOWANCE_NAMES, CARD_CURRENCY, GIVEN_AT_MOST, smallestUnits, type AllowanceName } from '@aisha/domain';
import { PRICED_ITEMS, type PricedItem } from '@aisha/kinds';
import type { SellingWords } from '@aisha/providers/catalogue';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { WithAct } from '../acts/act.sender';

/** The limits of prices, packs and plans. A larger number is a typing error. */
export const CREDITS_AT_MOST = 100_000;
/** The most credits of one act that gives or takes some, and of a promo code. */
export const GIVEN_CREDITS_AT_MOST = Number(GIVEN_AT_MOST) / 100;
const STARS_AT_MOST = 100_000;
const MONEY_AT_MOST = 10_000_000;

/** The fields of a change of prices, packs, discounts or allowances. Billing decides which of them a change needs. */
export class SellingFields {
  @ApiPropertyOptional({ description: 'From when it holds; of an end: when it ends. Now without it.' })
  @IsOptional()
  @IsISO8601()
  from?: string;

  @ApiPropertyOptional({ enum: PRICED_ITEMS })
  @IsOptional()
  @IsIn(PRICED_ITEMS)
  item?: PricedItem;

  @ApiPropertyOptional({ description: 'Credits a unit; without it the price that was to come at `from` is withdrawn.' })
  @IsOptional()
  @Type(() => Number)
  @IsNumber({ maxDecimalPlaces: 2 })
  @Min(0)
  @Max(CREDITS_AT_MOST)
  price?: number;

  @ApiPropertyOptional({ enum: ALLOWANCE_NAMES })
  @IsOptional()
  @IsIn(ALLOWANCE_NAMES)
  allowance?: AllowanceName;

  @ApiPropertyOptional({
    description: 'Of an allowance, in its unit; without it the value to come at `from` is withdrawn.',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(CREDITS_AT_MOST)
  amount?: number;

  @ApiPropertyOptional({ description: 'The id of a pack or a discount.' })
  @IsOptional()
  @IsString()
  @Length(1, 24)
  id?: string;

  @ApiPropertyOptional({ description: 'Of a pack.' })
  @IsOptional()
  @Type(() => Number)
  @IsNumber({ maxDecimalPlaces: 2 })
  @Min(1)
  @Max(CREDITS_AT_MOST)
  credits?: number;

  @ApiPropertyOptional({ description: 'Of a pack.' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(STARS_AT_MOST)
  stars?: number;

  @ApiPropertyOptional({ description: 'Of a price for a card, such as EUR.' })
  @IsOptional()
  @Matches(CARD_CURRENCY)
  currency?: string;

  @ApiPropertyOptional({
    description: 'A price for a card, in its currency; without it the pack is not sold by card from then on.',
  })
  @IsOptional()
  @Type(() => Number)
  @IsNumber({ maxDecimalPlaces: 2 })
  @Min(0.01)
  @Max(MONEY_AT_MOST)
  money?: number;

  @ApiPropertyOptional({ description: 'Of a discount.' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(90)
  percent?: number;

  @ApiPropertyOptional({ type: [String], description: 'The packs of a discount; all without it.' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [value] : value))
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  packs?: string[];

  @ApiPropertyOptional({ description: 'What stands on the button of a discounted pack, in Russian.' })
  @IsOptional()
  @IsString()
  @Length(1, 60)
  labelRu?: string;

  @ApiPropertyOptional({ description: 'The same in English.' })
  @IsOptional()
  @IsString()
  @Length(1, 60)
  labelEn?: string;

  @ApiPropertyOptional({ type: [Object], description: 'The same in further languages, which read English without it.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => DiscountLabel)
  labels?: DiscountLabel[];

  @ApiPropertyOptional({ description: 'When a discount ends.' })
  @IsOptional()
  @IsISO8601()
  until?: string;
}

/** A change that an operator wants to see before they send it. */
export class PreviewQuery extends SellingFields {
  @ApiProperty({ enum: SELLING_CHANGES })
  @IsIn(SELLING_CHANGES)
  change!: SellingWords['change'];
}

/** A change with the key and the reason of its act. */
export class SellingBody extends WithAct(SellingFields) {}

/** Translates the fields into billing’s message. A preview and its act use the same translation. */
export function wordsIn(change: SellingWords['change'], fields: SellingFields, now: Date): SellingWords {
  const { from, item, allowance, id, currency, credits, stars, percent, packs, labelRu, labelEn, until } = fields;
  const { labels } = fields;
  const counted = countedIn(change, fields);
  return {
    change,
    from: from ?? now.toISOString(),
    ...(item && { item }),
    ...(allowance && { allowance }),
    ...(counted !== undefined && { amount: String(counted) }),
    ...(id && { id }),
    ...(currency && { currency }),
    ...(credits !== undefined && { credits: hundredths(credits) }),
    ...(stars !== undefined && { stars }),
    ...(percent !== undefined && { percent }),
    ...(packs && { packs }),
    ...(labelRu && { labelRu }),
    ...(labelEn && { labelEn }),
    ...(labels && { labels }),
    ...(until && { until }),
  };
}

/** The amount of a change as a whole number: hundredths of a credit, the smallest units of a currency, or units of an allowance. */
function countedIn(change: SellingWords['change'], { price, money, currency, amount }: SellingFields) {
  if (change === 'price') return price && hundredths(price);
  if (change === 'card-price') return money && unitsOfMoney(money, currency);
  return amount?.toString();
}

/** An amount in the smallest units of its currency. An amount with a fraction of a unit is refused, not rounded. */
function unitsOfMoney(money: number, currency = ''): string {
  const units = smallestUnits(String(money), currency);
  if (units === undefined) throw new BadRequestException({ code: 'no-such-money' });
  return String(units);
}

/** Credits with two digits after the point at most, in hundredths. */
export const hundredths = (credits: number): string => String(Math.round(credits * 100));
