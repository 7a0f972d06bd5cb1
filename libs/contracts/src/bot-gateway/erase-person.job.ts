import { IsUUID } from 'class-validator';
import type { UserId } from '@aisha/domain';
import { ByOperator } from '../by-operator';

/**
 * "An operator has everything about this person deleted", because the person asked for it. The credits that are left are given up. Added
 * 2026-11-25.
 */
export class ErasePerson extends ByOperator {
  @IsUUID() userId!: UserId;
}
