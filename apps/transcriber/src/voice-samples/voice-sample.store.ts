import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { VoiceSample } from '@aisha/kinds/tables';
import { Clock, newId } from '@aisha/platform';

/** Identifies a sample: each model has one for each voice, language and speed. */
type WhichSample = Pick<VoiceSample, 'model' | 'voice' | 'language' | 'speed'>;

/** How long one process may take to make a sample; after that another process may make it. A provider needs some seconds. */
const MAKING_MS = 60_000;

/** The only writer of transcriber.voice_sample. */
@Injectable()
export class VoiceSampleStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Where the sample lies; null until it is made. */
  async made(which: WhichSample): Promise<string | null> {
    return (await this.find(which))?.soundPath ?? null;
  }

  /** Lets one caller at a time make the sample; null while another caller makes it, or when it is made already. */
  async take({ model, voice, language, speed }: WhichSample): Promise<VoiceSample | null> {
    const now = this.clock.now();
    const taken = await this.database.write(
      `INSERT INTO transcriber.voice_sample AS sample (id, model, voice, language, speed, made_until)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (model, voice, language, speed) DO UPDATE SET made_until = excluded.made_until
       WHERE sample.sound_path IS NULL AND sample.made_until <= $7
       RETURNING id`,
      [newId<string>(), model, voice, language, speed, new Date(now.getTime() + MAKING_MS), now],
    );
    return taken.length > 0 ? this.find({ model, voice, language, speed }) : null;
  }

  /**
   * Stores the provider's id of the request before the first poll, so that after a crash no second request is made and paid for (decision
   * 10).
   */
  async keepRequest({ id }: VoiceSample, requestId: string): Promise<void> {
    await this.database.write('UPDATE transcriber.voice_sample SET request_id = $2 WHERE id = $1', [id, requestId]);
  }

  async keepSound({ id }: VoiceSample, soundPath: string): Promise<void> {
    await this.database.write('UPDATE transcriber.voice_sample SET sound_path = $2 WHERE id = $1', [id, soundPath]);
  }

  /**
   * Records that the sample could not be made, so that the next person who asks may try at once. That attempt continues the same request at
   * the provider only if the request may still succeed.
   */
  async release({ id }: VoiceSample, mayEndWell: boolean): Promise<void> {
    await this.database.write(
      `UPDATE transcriber.voice_sample SET made_until = $2, request_id = CASE WHEN $3 THEN request_id END WHERE id = $1`,
      [id, this.clock.now(), mayEndWell],
    );
  }

  private find({ model, voice, language, speed }: WhichSample): Promise<VoiceSample | null> {
    return this.database.read.findOneBy(VoiceSample, { model, voice, language, speed });
  }
}
