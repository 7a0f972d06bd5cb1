import { IsUUID } from 'class-validator';
import type { UserId } from '@aisha/domain';

/** "A new person is here." Opens the account and gives the welcome credits, once. */
export class OpenAccount {
  @IsUUID() userId!: UserId;
}
