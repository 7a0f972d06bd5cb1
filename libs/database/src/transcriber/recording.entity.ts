import { Column, Entity } from 'typeorm';
import { asNumber } from '../columns';
import { PaidOrder } from '../orders/paid-order.entity';

/** A paid order: one recording to be written down. Its units are started minutes. */
@Entity({ schema: 'transcriber', name: 'recording' })
export class Recording extends PaidOrder {
  /** Storage reference; null once the order is over and the file removed. */
  @Column({ type: 'text', name: 'audio_file_path', nullable: true }) audioFilePath!: string | null;
  /** Seconds, measured. */
  @Column({ type: 'numeric', nullable: true, transformer: asNumber }) duration!: number | null;
}
