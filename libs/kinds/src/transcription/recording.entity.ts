import { Column, Entity } from 'typeorm';
import { asNumber } from '../order/columns';
import { PaidOrder } from '../order/paid-order.entity';

/** A stretch in which nothing is said, in seconds of sound from the start. */
export interface Silence {
  readonly startsAt: number;
  readonly endsAt: number;
}

/**
 * A paid order: one recording to be written down, measured before the order. Its units are six seconds of speech each.
 */
@Entity({ schema: 'transcriber', name: 'recording' })
export class Recording extends PaidOrder {
  /** Storage reference of the recording; null once the file is removed, or when it was gone before the order came. */
  @Column({ type: 'text', name: 'audio_file_path', nullable: true }) audioFilePath!: string | null;
  /**
   * Until this moment the person may hear the recording again; then the file is removed. Null: it is removed with the
   * end of its order, or at once.
   */
  @Column({ type: 'timestamptz', name: 'audio_kept_until', nullable: true }) audioKeptUntil!: Date | null;
  /** The size of the recording; null until its order has ended well. */
  @Column({ type: 'bigint', nullable: true, transformer: asNumber }) bytes!: number | null;
  /** The length in seconds; null when the recording was gone before the order came. */
  @Column({ type: 'numeric', nullable: true, transformer: asNumber }) duration!: number | null;
  @Column({ type: 'jsonb' }) silences!: readonly Silence[];
  /** The message in the person's chat that brought the recording; null when that is not known. */
  @Column({ type: 'bigint', name: 'message_id', nullable: true, transformer: asNumber }) messageId!: number | null;
  /** The language (ISO 639-1) that the person named; null: the model finds out. */
  @Column({ type: 'text', name: 'spoken_language', nullable: true }) spokenLanguage!: string | null;
  /** The person's own names and terms, as the model was given them; they are deleted with the recording. */
  @Column({ type: 'text', array: true }) vocabulary!: readonly string[];
  /** Started minutes: orders with the same number take about the same time. */
  @Column({ type: 'integer', name: 'timed_as' }) timedAs!: number;
}
