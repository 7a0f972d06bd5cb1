import { IsInt, Min } from 'class-validator';

/** "Handle this update after all." An operator's retry of an update that was given up makes this message; no other code sends it. */
export class HandleUpdate {
  /** Telegram's number of the update. */
  @IsInt() @Min(0) updateId!: number;
}
