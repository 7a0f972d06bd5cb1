import { IsUUID } from 'class-validator';
import type { UserId } from '@aisha/domain';
import { ByOperator } from '../by-operator';

/**
 * "An operator has this person's data exported" into the person's own chat. Nothing changes while an export of the person is under way; the
 * person's own export of the day does not count. Added 2026-11-25.
 */
export class ExportPerson extends ByOperator {
  @IsUUID() userId!: UserId;
}
