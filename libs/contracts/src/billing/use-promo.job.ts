import { IsUUID, Matches } from 'class-validator';
import type { UserId } from '@aisha/domain';

/** "The person has entered this promo code." Billing answers with `tell-promo`, once per attempt. Added 2026-11-25. */
export class UsePromo {
  /** The id of the attempt: a repeated message uses the code once. */
  @IsUUID() useId!: string;
  @IsUUID() userId!: UserId;
  /** In capitals. */
  @Matches(/^[A-Z0-9-]{4,24}$/) code!: string;
}
