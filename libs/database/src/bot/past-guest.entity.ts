import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A keyed hash that only answers whether somebody who begins anew has had the welcome gift. */
@Entity({ schema: 'bot', name: 'past_guest' })
export class PastGuest {
  @PrimaryColumn({ type: 'bytea' }) digest!: Buffer;
  @Column({ type: 'date' }) since!: string;
}
