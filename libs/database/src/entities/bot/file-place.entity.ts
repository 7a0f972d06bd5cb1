import type { UserId } from '@aisha/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A free file's place in the budget of its person. */
@Entity({ schema: 'bot', name: 'file_place' })
export class FilePlace {
  @PrimaryColumn({ name: 'user_id', type: 'uuid' }) userId!: UserId;
  @PrimaryColumn({ type: 'text' }) budget!: string;
  /** The id of the file, which the answer about it names, too. */
  @PrimaryColumn({ type: 'text' }) file!: string;
  @Column({ name: 'taken_at', type: 'timestamptz', default: () => 'now()' }) takenAt!: Date;
  /** When the answer about the file came. From then on the file is no longer under way, and counts only among the files of the day. */
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
}
