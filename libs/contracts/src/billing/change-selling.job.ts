import 'reflect-metadata'; // class-transformer's @Type needs it, and this may be the first file of the contracts that is loaded
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsISO8601,
  IsNumberString,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { ALLOWANCE_NAMES, LANGUAGES, type AllowanceName, type Language } from '@aisha/domain';
import { PRICED_ITEMS, type PricedItem } from '@aisha/kinds';
import { KnownValue } from '@aisha/kinds/fields';
import { ByOperator } from '../by-operator';

/** What an operator can change of what is sold and given. */
export const SELLING_CHANGES = [
  'price',
  'pack',
  'pack-end',
  'card-price',
  'discount',
  'discount-end',
  'allowance',
] as const;

/** What stands on the button of a discounted pack, in one language besides Russian and English. */
export class DiscountLabel {
  @KnownValue(LANGUAGES) language!: Language;
  @IsString() @Length(1, 60) label!: string;
}

/**
 * "An operator changes what is sold or given, from a moment on." Billing compares it with all prices and packs that are in force at that
 * moment, and refuses what sells an item below its cost (decision 203). `SellingChange` says which fields a change has. Added 2026-11-25.
 */
export class ChangeSelling extends ByOperator {
  @KnownValue(SELLING_CHANGES) change!: (typeof SELLING_CHANGES)[number];
  /** The moment from which the change is in force; for a change that ends something, the moment at which it ends. */
  @IsISO8601() from!: string;
  @IsOptional() @KnownValue(PRICED_ITEMS) item?: PricedItem;
  @IsOptional() @KnownValue(ALLOWANCE_NAMES) allowance?: AllowanceName;
  /**
   * A price in hundredths of a credit, an allowance in its unit, or a price that is paid by card, in the smallest units of its currency.
   * Absent: the value planned for that moment is withdrawn, or the pack is not sold by card from then on.
   */
  @IsOptional() @IsNumberString({ no_symbols: true }) amount?: string;
  /** The id of a pack or of a discount. */
  @IsOptional() @IsString() @Length(1, 24) id?: string;
  /** The credits of a pack, in hundredths of a credit. */
  @IsOptional() @IsNumberString({ no_symbols: true }) credits?: string;
  @IsOptional() @IsInt() @Min(1) @Max(1_000_000) stars?: number;
  /** The currency of a price that is paid by card. Added 2026-11-25. */
  @IsOptional() @Matches(/^[A-Z]{3}$/) currency?: string;
  @IsOptional() @IsInt() @Min(1) @Max(100) percent?: number;
  /** The packs of a discount; empty or absent: all. */
  @IsOptional() @IsArray() @ArrayMaxSize(50) @IsString({ each: true }) packs?: string[];
  @IsOptional() @IsString() @Length(1, 60) labelRu?: string;
  @IsOptional() @IsString() @Length(1, 60) labelEn?: string;
  /** What the label is in further languages; who reads another one reads the English label. Added 2026-11-30. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => DiscountLabel)
  labels?: DiscountLabel[];
  @IsOptional() @IsISO8601() until?: string;
}
