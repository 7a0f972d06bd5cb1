import { Column, Entity } from 'typeorm';
import type { SpeechSpeed, Voice } from './speech';
import { asNumber } from '../order/columns';
import { PaidOrder } from '../order/paid-order.entity';

/** A paid order: one text read aloud. A unit is a started stretch of 500 characters. */
@Entity({ schema: 'transcriber', name: 'speech' })
export class Speech extends PaidOrder {
  /** The text as the person typed it, or as a transcript or a sent file has it; null once the order has ended. */
  @Column({ type: 'text', nullable: true }) text!: string | null;
  /** The beginning of the text, for lists; empty once the reading is deleted, and once the consent is withdrawn. */
  @Column({ type: 'text' }) title!: string;
  @Column({ type: 'text' }) voice!: Voice;
  /** The speed in hundredths of the voice's own speed. */
  @Column({ type: 'integer' }) speed!: SpeechSpeed;
  /** Storage reference of the voice message; null until delivered, and once deleted. */
  @Column({ type: 'text', name: 'voice_path', nullable: true }) voicePath!: string | null;
  /** Storage reference of the sound as MP3. */
  @Column({ type: 'text', name: 'mp3_path', nullable: true }) mp3Path!: string | null;
  /** The size of both files together. */
  @Column({ type: 'integer', nullable: true }) bytes!: number | null;
  /** Seconds of sound. */
  @Column({ type: 'numeric', nullable: true, transformer: asNumber }) duration!: number | null;
}
