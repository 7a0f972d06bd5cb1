import type { UserId } from '@aisha/domain';
import { freeUnitsADay, type OrderLine, speechUnits, startOfFreeDay } from '@aisha/kinds';
import type { Database } from '../database';
import { AllowanceReader } from './allowance.reader';
import { HoldReader } from './hold.reader';

/** What is free of a person's speech (decision 80), for those who tell a price; billing looks again when it holds the credits. */
export class FreeSpeechReader {
  constructor(private readonly database: Database) {}

  /** The speech that is free of each day, in units; `configured` is the number of seconds before the first allowance. */
  async unitsADay(now: Date, configured: number): Promise<number> {
    return freeUnitsADay(await new AllowanceReader(this.database).at('free-speech-seconds', now, configured));
  }

  /** The units of a recording that the person pays: its speech, less what is left of the free speech of the last 24 hours. */
  async line(userId: UserId, speech: number, now: Date, configured: number) {
    const units = speechUnits(speech);
    const aDay = await this.unitsADay(now, configured);
    const used = aDay === 0 ? 0 : await new HoldReader(this.database).freeUnitsSince(userId, startOfFreeDay(now));
    const freeUnits = Math.min(units, Math.max(0, aDay - used));
    return { item: 'transcription.speech', units, freeUnits } as const satisfies OrderLine;
  }
}
