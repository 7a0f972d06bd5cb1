import { IsUUID } from 'class-validator';
import type { UserId } from '@aisha/domain';

/** "Somebody new is here." Opens the account and gives the welcome credits, once. */
export class OpenAccount {
  @IsUUID() userId!: UserId;
}
