import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TicketId, UserId } from '@aisha/domain';

/** What a person and support write to each other; open until an operator closes it. */
@Entity({ schema: 'bot', name: 'support_ticket' })
export class SupportTicket {
  @PrimaryColumn({ type: 'uuid' }) id!: TicketId;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  /** Whose turn it is to write. */
  @Column({ type: 'text', name: 'waits_for' }) waitsFor!: 'operator' | 'person';
  @Column({ type: 'timestamptz', name: 'opened_at' }) openedAt!: Date;
  /** Since when the ticket waits for the one whose turn it is. More words of the same one change nothing. */
  @Column({ type: 'timestamptz', name: 'last_at' }) lastAt!: Date;
  @Column({ type: 'timestamptz', name: 'closed_at', nullable: true }) closedAt!: Date | null;
}

/** One message of a ticket. */
@Entity({ schema: 'bot', name: 'support_message' })
export class SupportMessage {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid', name: 'ticket_id' }) ticketId!: TicketId;
  /** Who answers, as the audit names them; null: the person writes. */
  @Column({ type: 'text', nullable: true }) operator!: string | null;
  @Column({ type: 'text' }) words!: string;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
}
