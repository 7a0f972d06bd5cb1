import { IsNumberString, IsUUID } from 'class-validator';
import type { UserId } from '@aisha/domain';

/** "Your credits run short": they fell below what the person has set. Billing sends it once a day at most; amounts in hundredths of a credit. */
export class RemindOfBalance {
  @IsUUID() userId!: UserId;
  @IsNumberString({ no_symbols: true }) available!: string;
  @IsNumberString({ no_symbols: true }) threshold!: string;
}
