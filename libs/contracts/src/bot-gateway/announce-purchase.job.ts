import { IsInt, IsNumberString, IsUUID, Min } from 'class-validator';
import type { UserId } from '@aisha/domain';

/** "The credits are yours." From billing, once per charge. In hundredths of a credit. */
export class AnnouncePurchase {
  @IsUUID() userId!: UserId;
  @IsNumberString({ no_symbols: true }) credited!: string;
  @IsNumberString({ no_symbols: true }) availableAfter!: string;
  @IsInt() @Min(1) stars!: number;
}
