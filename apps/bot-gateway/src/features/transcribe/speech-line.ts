import { freeUnitsADay, speechUnits, startOfDay, type OrderLine, type UserId } from '@aisha/domain';
import type { Readers } from '../../readers';

/** What of a recording is paid: the speech in it, less what is left of the person's free speech today. */
export async function speechLine(readers: Readers, userId: UserId, speech: number, now: Date) {
  const units = speechUnits(speech);
  const aDay = freeUnitsADay(readers.settings.FREE_SECONDS_OF_SPEECH_A_DAY);
  const used = aDay === 0 ? 0 : await readers.holds.freeUnitsSince(userId, startOfDay(now));
  const freeUnits = Math.min(units, Math.max(0, aDay - used));
  return { item: 'transcription.speech', units, freeUnits } as const satisfies OrderLine;
}
