import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { UserId } from '@aisha/domain';
import { asNumber } from '@aisha/kinds/tables';

/** A person's place: a step of a flow, and the choices so far. */
@Entity({ schema: 'bot', name: 'conversation' })
export class Conversation {
  @PrimaryColumn({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  /** The name of the conversation. */
  @Column({ type: 'text' }) flow!: string;
  /** The step's name and not its number, so that a deploy may insert steps. */
  @Column({ type: 'text' }) step!: string;
  @Column({ type: 'jsonb' }) draft!: Record<string, unknown>;
  /** The version of the draft's form; a draft of another version leads to the menu. */
  @Column({ type: 'integer' }) version!: number;
  /** The message that shows the step. */
  @Column({ type: 'bigint', nullable: true, transformer: asNumber }) screen!: number | null;
  /** The update that led here. When this update is handled again, it is recognised by its id and changes nothing. */
  @Column({ type: 'bigint', name: 'update_id', transformer: asNumber }) updateId!: number;
  @Column({ type: 'timestamptz', name: 'updated_at' }) updatedAt!: Date;
}
