import { IsInt, Min } from 'class-validator';

/**
 * "Handle this update after all." Made when an operator retries an update that was given up; no other code sends it.
 */
export class HandleUpdate {
  /** Telegram's number of the update. */
  @IsInt() @Min(0) updateId!: number;
}
