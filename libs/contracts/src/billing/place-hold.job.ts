import { Type } from 'class-transformer';
import { IsISO8601, IsInt, IsNumberString, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { PRICED_ITEMS, type PricedItem } from '@aisha/kinds';
import { KindedOrderReference, KnownValue } from '@aisha/kinds/fields';
import { ASKING_APPS, type AskingApp } from '../asking-app';
import { Continuation } from '../continuation';

/**
 * "Authorise this order and forward it." Billing recomputes the price from its own table, and forwards `onHeld`. If it refuses the order, it
 * forwards nothing, and sends the reason to the app named by `refusedTo`.
 */
export class PlaceHold extends KindedOrderReference {
  @KnownValue(PRICED_ITEMS) item!: PricedItem;

  /** How many units of its kind the order has, for example pictures, stretches of six seconds of speech, or 1 for a training. */
  @IsInt() @Min(1) @Max(10_000) units!: number;

  /** How many of these units are free: the first speech of the person's day. None when absent. Since 2026-11-22. */
  @IsOptional() @IsInt() @Min(0) @Max(10_000) freeUnits?: number;

  /**
   * The price that the person was shown, in hundredths of a credit. Billing honours it while the quote is valid, and
   * never holds more.
   */
  @IsNumberString({ no_symbols: true }) quotedCentiCredits!: string;
  @IsISO8601() quotedAt!: string;

  @ValidateNested() @Type(() => Continuation) onHeld!: Continuation;

  /** The app that gets the reason when billing refuses the order; the gateway when absent. Since 2026-11-25. */
  @IsOptional() @KnownValue(ASKING_APPS) refusedTo?: AskingApp;
}
