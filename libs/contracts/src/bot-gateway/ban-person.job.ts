import { IsISO8601, IsOptional, IsUUID } from 'class-validator';
import type { UserId } from '@aisha/domain';
import { ByOperator } from '../by-operator';

/** "An operator bans this person": until a moment, or without an end. A later ban replaces an earlier one. Added 2026-11-25. */
export class BanPerson extends ByOperator {
  @IsUUID() userId!: UserId;
  /** Null: the ban has no end. */
  @IsOptional() @IsISO8601() until: string | null = null;
}

/** "An operator lets this person in again." Added 2026-11-25. */
export class UnbanPerson extends ByOperator {
  @IsUUID() userId!: UserId;
}
