import type { Database } from '@aisha/database';
import { EXPORT_FORMATS } from '@aisha/kinds';
import { Recording, TranscriptReader } from '@aisha/kinds/tables';
import type { Deletion, OrderReference } from '@aisha/orders';
import { exportKey, fileOf, transcriptPrefix } from '@aisha/storage';
import { forgetTranscript } from '../transcripts/transcript.store';
import type { RecordingStore } from './recording.store';

/**
 * Finds the sound file of a recording, to delete it; the text stays. Null when there is no file, or while the order still needs the file
 * because the recording is being transcribed.
 */
export async function soundOf(
  database: Database,
  store: RecordingStore,
  { orderId, userId }: OrderReference,
): Promise<Deletion | null> {
  // The query finds no other person's recording.
  const found = await database.read.findOneBy(Recording, { orderId, userId });
  if (!found?.audioFilePath || !found.finishedAt) return null;
  return { files: [fileOf(userId, found.audioFilePath)], forget: (tx) => store.forgetFile(tx, orderId) };
}

/**
 * Finds all files of a transcript, to delete them. The recording is deleted with them, because without its text nobody can request it any
 * more. Without a transcript, only the recording is found.
 */
export async function transcriptOf(
  database: Database,
  store: RecordingStore,
  order: OrderReference,
): Promise<Deletion | null> {
  const { orderId, userId } = order;
  const sound = await soundOf(database, store, order);
  // The reader finds no other person's transcript.
  if (!(await new TranscriptReader(database).find(userId, orderId))) return sound;
  const exported = EXPORT_FORMATS.map((format) => exportKey(userId, orderId, format));
  return {
    files: [...exported, ...(sound?.files ?? [])],
    prefixes: [transcriptPrefix(userId, orderId)],
    forget: async (tx) => {
      await forgetTranscript(tx, { orderId, userId });
      await sound?.forget(tx);
    },
  };
}
