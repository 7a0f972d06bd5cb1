import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { UserId } from '@aisha/domain';
import type { RuledKind } from '@aisha/kinds/tables';

/** How long files of a kind, or avatars that nobody uses, are kept. */
@Entity({ schema: 'bot', name: 'retention_rule' })
export class RetentionRule {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) kept!: RuledKind;
  /** How many days; null: until the person deletes the file or avatar. */
  @Column({ type: 'integer', nullable: true }) days!: number | null;
  @Column({ type: 'timestamptz', name: 'set_at' }) setAt!: Date;
  /** How far the rule's announcements have come: the last row that was checked. Null: the next run begins with the first row. */
  @Column({ type: 'uuid', name: 'told_until', nullable: true }) toldUntil!: string | null;
  /** How far the rule's removals have come: the last row that was checked. Null: the next run begins with the first row. */
  @Column({ type: 'uuid', name: 'removed_until', nullable: true }) removedUntil!: string | null;
}

/** A notice to a person that files of a kind, or an avatar, will be deleted by a rule. */
@Entity({ schema: 'bot', name: 'retention_notice' })
export class RetentionNotice {
  @PrimaryColumn({ type: 'uuid', name: 'rule_id' }) ruleId!: string;
  /** The person; for the rule about avatars, the avatar. */
  @PrimaryColumn({ type: 'uuid', name: 'subject_id' }) subjectId!: string;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  @Column({ type: 'timestamptz', name: 'told_at' }) toldAt!: Date;
}
