import { IsInt, IsISO8601, IsNumberString, IsOptional, Matches, Max, Min } from 'class-validator';
import { ByOperator } from '../by-operator';

/** "An operator makes a promo code": some credits at once, or some percent more credits with the next purchase. Added 2026-11-25. */
export class MakePromo extends ByOperator {
  /** In capitals. */
  @Matches(/^[A-Z0-9-]{4,24}$/) code!: string;
  /** Hundredths of a credit; absent when the code brings a percent. */
  @IsOptional() @IsNumberString({ no_symbols: true }) credits?: string;
  @IsOptional() @IsInt() @Min(1) @Max(100) percent?: number;
  @IsInt() @Min(1) @Max(1_000) perPerson!: number;
  /** How often the code can be used in all; absent: any number of times. */
  @IsOptional() @IsInt() @Min(1) @Max(10_000_000) inAll?: number;
  @IsISO8601() from!: string;
  /** The end of the code; absent: it stays valid until an operator ends it. */
  @IsOptional() @IsISO8601() until?: string;
}
