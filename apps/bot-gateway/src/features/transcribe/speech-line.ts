import type { UserId } from '@aisha/domain';
import { FREE_SPEECH_DAY_MS, freeUnitsADay, type OrderLine, speechUnits, startOfFreeDay } from '@aisha/kinds';
import { HoldReader } from '@aisha/database/billing';
import { WorkSettings } from '../../readers';
import type { Readers } from '../../engine/conversation/readers';

/** What of a recording is paid: the speech in it, less what is left of the person's free speech of the last 24 hours. */
export async function speechLine(readers: Readers, userId: UserId, speech: number, now: Date) {
  const units = speechUnits(speech);
  const aDay = freeUnitsADay(readers.settings(WorkSettings).FREE_SECONDS_OF_SPEECH_A_DAY);
  const used = aDay === 0 ? 0 : await readers.of(HoldReader).freeUnitsSince(userId, startOfFreeDay(now));
  const freeUnits = Math.min(units, Math.max(0, aDay - used));
  return { item: 'transcription.speech', units, freeUnits } as const satisfies OrderLine;
}

/** How long it takes until the first of the free speech that a person has had is theirs again; null if they have had none. */
export async function freeAgainIn(readers: Readers, userId: UserId, now: Date): Promise<number | null> {
  const first = await readers.of(HoldReader).firstWithFreeUnitsSince(userId, startOfFreeDay(now));
  return first && first.createdAt.getTime() + FREE_SPEECH_DAY_MS - now.getTime();
}
