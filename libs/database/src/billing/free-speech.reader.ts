import type { UserId } from '@aisha/domain';
import { freeUnitsADay, type OrderLine, speechUnits, startOfFreeDay } from '@aisha/kinds';
import type { Database } from '../connection/database';
import { AllowanceReader } from './allowance.reader';
import { HoldReader } from './hold.reader';

/** How much of a person's speech is free (decision 80), for apps that show a price; billing computes it again when it holds the credits. */
export class FreeSpeechReader {
  constructor(private readonly database: Database) {}

  /** How many units of speech are free in a day. Before the first allowance, the value is `configured` seconds. */
  async unitsADay(now: Date, configured: number): Promise<number> {
    return freeUnitsADay(await new AllowanceReader(this.database).at('free-speech-seconds', now, configured));
  }

  /**
   * How many units a recording's speech has, and how many of them cost nothing: at most the free units of a day, less those that the person
   * has used in the last 24 hours.
   */
  async line(userId: UserId, speech: number, now: Date, configured: number) {
    const units = speechUnits(speech);
    const aDay = await this.unitsADay(now, configured);
    const used = aDay === 0 ? 0 : await new HoldReader(this.database).freeUnitsSince(userId, startOfFreeDay(now));
    const freeUnits = Math.min(units, Math.max(0, aDay - used));
    return { item: 'transcription.speech', units, freeUnits } as const satisfies OrderLine;
  }
}
