import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Which installation of the bot a person belongs to; the table is empty where there is only one installation. */
@Entity({ schema: 'bot', name: 'person_shard' })
export class PersonShard {
  @PrimaryColumn({ type: 'bigint', name: 'telegram_id' }) telegramId!: string;
  @Column({ type: 'text' }) shard!: string;
  @Column({ type: 'timestamptz', default: () => 'now()' }) since!: Date;
}
