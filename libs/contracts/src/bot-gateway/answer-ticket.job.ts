import { IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { SUPPORT_WORDS, type TicketId } from '@aisha/domain';
import { ByOperator } from '../by-operator';

/** "An operator answers what a person wrote to support." Added 2026-11-25. */
export class AnswerTicket extends ByOperator {
  @IsUUID() ticketId!: TicketId;
  @IsString() @Length(1, SUPPORT_WORDS.most) text!: string;
  /**
   * The newest message that the operator saw. If the person has written since, the ticket goes on waiting for an operator. Added 2026-11-30;
   * absent: the operator saw everything.
   */
  @IsOptional() @IsUUID() seenMessageId?: string;
}

/** "An operator closes a ticket." What the person writes next opens a new one. Added 2026-11-25. */
export class CloseTicket extends ByOperator {
  @IsUUID() ticketId!: TicketId;
  /**
   * The newest message that the operator saw. If the person has written since, the ticket stays open. Added 2026-11-30; absent: the operator
   * saw everything.
   */
  @IsOptional() @IsUUID() seenMessageId?: string;
}
