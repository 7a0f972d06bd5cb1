import 'reflect-metadata'; // class-transformer's @Type needs it, and this may be the first file of the contracts that is loaded
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsISO8601,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

/** What was billed for one model. */
export class BilledModel {
  @IsString() @Length(1, 300) model!: string;
  /** Millionths of a US dollar, up to a million dollars. */
  @IsInt() @Min(0) @Max(1_000_000_000_000) microDollars!: number;
}

/**
 * "This is what the provider bills for a day." Billing compares it with what the rows of paid requests list for that day (decision 196).
 * Each day is sent several times, because a bill may grow; the bill that was read last counts.
 */
export class KeepProviderBill {
  /** The provider as the rows of paid requests name it: `fal`. */
  @IsString() @Length(1, 100) provider!: string;
  /** The day by UTC. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/) @IsISO8601({ strict: true }) day!: string;
  @IsISO8601() readAt!: string;

  /** Each model once; empty: nothing was billed. */
  @IsArray()
  @ArrayMaxSize(1_000)
  @ValidateNested({ each: true })
  @Type(() => BilledModel)
  lines!: BilledModel[];
}
