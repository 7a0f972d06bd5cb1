import type { OrderId, SourceId, UserId } from '@aisha/domain';
import type { KindFile } from '../order/kind-file';
import { file, type StoredObject } from '../order/stored-object';

/** A measured recording, as the speech model will hear it. An order takes it over. */
export const sourceKey = (userId: UserId, sourceId: SourceId): StoredObject =>
  file(`sources/${userId}/${sourceId}.mp3`);

/** The prefix of all measured recordings: each belongs to a row of `transcriber.source`, or to an order. */
export const everySource: StoredObject = file('sources/');

/**
 * The file with the text of a recording, or of this many of its pieces. The number keeps a run and a cancel at the same moment from
 * overwriting each other's file.
 */
export const transcriptKey = (userId: UserId, orderId: OrderId, pieces: number): StoredObject =>
  file(`transcripts/${userId}/${orderId}-${pieces}.txt`);

/** The prefix of all text files of an order: a run and a cancel at the same moment may have left one each. */
export const transcriptPrefix = (userId: UserId, orderId: OrderId): StoredObject =>
  file(`transcripts/${userId}/${orderId}-`);

const everyTranscript: StoredObject = file('transcripts/');

/**
 * A text belongs to its order. A recording belongs first to the row of `transcriber.source`, which keeps it until it is ordered, and then
 * to the order that took it over.
 */
export const TRANSCRIPTION_FILES = [
  {
    prefix: everyTranscript,
    form: String.raw`transcripts/{id}/{owner}-\d+\.\w+`,
    of: 'order',
    named: `SELECT FROM transcriber.transcript WHERE order_id = file.id AND document_path = 'files:' || file.key`,
    isShown: true,
    isInApi: true,
  },
  {
    prefix: everySource,
    form: String.raw`sources/{id}/{owner}\.\w+`,
    of: 'row',
    named: `SELECT FROM transcriber.source WHERE id = file.id
      UNION ALL SELECT FROM transcriber.recording
      WHERE user_id = split_part(file.key, '/', 2)::uuid AND audio_file_path = 'files:' || file.key`,
    isShown: true,
    isInApi: false,
  },
] as const satisfies readonly KindFile[];
