import { IsUUID } from 'class-validator';
import type { UserId } from '@aisha/domain';
import { ByOperator } from '../by-operator';

/**
 * "An operator has this person's data exported" into the person's own chat, as if the person had asked: at most once a day. Added
 * 2026-11-25.
 */
export class ExportPerson extends ByOperator {
  @IsUUID() userId!: UserId;
}
