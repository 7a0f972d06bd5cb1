import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import type { UserId } from '@aisha/domain';

/** "A new person is here." Opens the account and gives the welcome credits, once. */
export class OpenAccount {
  @IsUUID() userId!: UserId;
  /**
   * Whether the person has had the welcome credits before they had everything deleted: they begin anew without. Since 2026-11-25; absent
   * means no.
   */
  @IsOptional() @IsBoolean() isReturning?: boolean;
}
