import { IsString, Length } from 'class-validator';
import { KnownValue } from '@aisha/kinds/fields';
import { ByOperator } from './by-operator';

/** `retry` repeats the work that was given up; `drop` leaves it undone, and keeps the row for the record. */
export const DECISIONS = ['retry', 'drop'] as const;
export type Decision = (typeof DECISIONS)[number];

/** "An operator has decided about a message that was given up." Every app takes it about its own dead letters. Added 2026-11-25. */
export class DecideDeadLetter extends ByOperator {
  @IsString() @Length(1, 255) messageId!: string;
  @KnownValue(DECISIONS) decision!: Decision;
}

/** The job by which an operator's decisions about an app's dead letters reach that app. */
export const DEAD_LETTER_JOBS = { 'decide-dead-letter': DecideDeadLetter } as const;
