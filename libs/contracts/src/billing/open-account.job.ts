import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import type { UserId } from '@aisha/domain';

/** "A new person is here." Opens the account once, and gives the welcome credits unless `isReturning`. */
export class OpenAccount {
  @IsUUID() userId!: UserId;
  /**
   * Whether the person once got the welcome credits and later had everything deleted. Such a person gets no welcome credits again, and
   * neither free speech nor free work on the first day. Since
   * 2026-11-25; absent means no.
   */
  @IsOptional() @IsBoolean() isReturning?: boolean;
}
