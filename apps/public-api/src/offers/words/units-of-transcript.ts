import type { OrderId } from '@aisha/domain';
import { textUnitsOf } from '@aisha/kinds';
import { TranscriptReader } from '@aisha/kinds/tables';
import { Problem } from '../../http/problem';
import type { Asked } from '../kind/offered-kind';

/** The most units that an order about a transcript may have; the start messages accept no more. */
const UNITS_AT_MOST = 10_000;

/** The units of an order about a transcript of the person. */
export async function unitsOfTranscript(transcriptId: OrderId, { userId, database }: Asked): Promise<number> {
  const found = await new TranscriptReader(database).find(userId, transcriptId);
  if (!found) throw new Problem('not-found', { field: 'transcriptId' });
  const units = textUnitsOf(found.content.length);
  if (units > UNITS_AT_MOST) throw new Problem('transcript-too-long');
  return units;
}
