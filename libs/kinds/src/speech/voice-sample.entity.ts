import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language } from '@aisha/domain';
import type { SpeechSpeed, Voice } from './speech';

/** A sentence in one voice, to be heard before an order. It belongs to no person: everybody hears the same sample. */
@Entity({ schema: 'transcriber', name: 'voice_sample' })
export class VoiceSample {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  /** The provider and its model, joined into one name. */
  @Column({ type: 'text' }) model!: string;
  @Column({ type: 'text' }) voice!: Voice;
  @Column({ type: 'text' }) language!: Language;
  /** The speed in hundredths of the voice's own speed. */
  @Column({ type: 'integer' }) speed!: SpeechSpeed;
  /** The provider's id of the request, kept before the first poll; null: we know of no request. */
  @Column({ type: 'text', name: 'request_id', nullable: true }) requestId!: string | null;
  /** Storage reference of the voice message; null until it is made. */
  @Column({ type: 'text', name: 'sound_path', nullable: true }) soundPath!: string | null;
  /** Until this moment one process makes the sample, and the others leave it alone. */
  @Column({ type: 'timestamptz', name: 'made_until' }) madeUntil!: Date;
}
