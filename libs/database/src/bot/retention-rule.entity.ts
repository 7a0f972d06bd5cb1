import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { UserId } from '@aisha/domain';
import type { RuledKind } from '@aisha/kinds/tables';

/** How long files of a kind, or avatars that nobody uses, are kept. */
@Entity({ schema: 'bot', name: 'retention_rule' })
export class RetentionRule {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) kept!: RuledKind;
  /** Null: until the person deletes it. */
  @Column({ type: 'integer', nullable: true }) days!: number | null;
  @Column({ type: 'timestamptz', name: 'set_at' }) setAt!: Date;
  /** The last row that was looked at for announcing; null: none. */
  @Column({ type: 'uuid', name: 'told_until', nullable: true }) toldUntil!: string | null;
  /** The last row that was looked at for removing; null: none. */
  @Column({ type: 'uuid', name: 'removed_until', nullable: true }) removedUntil!: string | null;
}

/** Somebody was told that files of a kind, or an avatar, will go by a rule. */
@Entity({ schema: 'bot', name: 'retention_notice' })
export class RetentionNotice {
  @PrimaryColumn({ type: 'uuid', name: 'rule_id' }) ruleId!: string;
  /** The person; of the rule for avatars, the avatar. */
  @PrimaryColumn({ type: 'uuid', name: 'subject_id' }) subjectId!: string;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  @Column({ type: 'timestamptz', name: 'told_at' }) toldAt!: Date;
}
