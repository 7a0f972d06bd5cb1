import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language } from '@aisha/domain';
import type { SpeechSpeed, Voice } from './speech';

/** A sentence in one voice, to be heard before an order. It belongs to no person: everybody hears the same. */
@Entity({ schema: 'transcriber', name: 'voice_sample' })
export class VoiceSample {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  /** A provider and its model. */
  @Column({ type: 'text' }) model!: string;
  @Column({ type: 'text' }) voice!: Voice;
  @Column({ type: 'text' }) language!: Language;
  /** Hundredths of the voice's own. */
  @Column({ type: 'integer' }) speed!: SpeechSpeed;
  /** The provider's, kept before the first poll; null: nothing is known to have been sent. */
  @Column({ type: 'text', name: 'request_id', nullable: true }) requestId!: string | null;
  /** Storage reference of the voice message; null until it is made. */
  @Column({ type: 'text', name: 'sound_path', nullable: true }) soundPath!: string | null;
  /** A process makes the sample until then. */
  @Column({ type: 'timestamptz', name: 'made_until' }) madeUntil!: Date;
}
