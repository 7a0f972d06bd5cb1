import { IsUUID, Matches } from 'class-validator';
import type { UserId } from '@aisha/domain';

/** "Make the statement of a month and send it." The gateway sends it to itself when a person has chosen the month. */
export class MakeStatement {
  @IsUUID() userId!: UserId;
  /** The files are named by this id, so that a second run writes the same files again. */
  @IsUUID() statementId!: string;
  /** «2026-11», in the person's time zone. */
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/) month!: string;
}
