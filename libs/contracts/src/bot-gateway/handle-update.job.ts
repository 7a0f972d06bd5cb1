import { IsInt, Min } from 'class-validator';

/** "Handle this update after all." Made of a given-up update when an operator retries it; nothing else is sent it. */
export class HandleUpdate {
  /** Telegram's. */
  @IsInt() @Min(0) updateId!: number;
}
