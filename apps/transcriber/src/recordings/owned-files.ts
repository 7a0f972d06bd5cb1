import type { Database } from '@aisha/database';
import { everyRecording, everyTranscript, type OwnedFiles } from '@aisha/storage';

const FORM = /^[a-z]+\/[^/]+\/([0-9a-f-]{36})\.\w+$/;

/** A recording is stored before its order is written down: its credits are held by then, and it is theirs until they are released. */
export const ownedFiles = (database: Database): OwnedFiles[] => {
  const ownedBy = (row: string) => async (keys: readonly string[], ids: readonly string[]) => {
    const owned = await database.read.query<{ key: string }[]>(
      `SELECT key FROM unnest($1::text[], $2::uuid[]) AS file (key, id)
       WHERE EXISTS (SELECT FROM transcriber.recording WHERE order_id = file.id AND finished_at IS NULL)
          OR EXISTS (SELECT FROM billing.credit_hold WHERE order_id = file.id AND status = 'open')
          OR EXISTS (${row})`,
      [keys, ids],
    );
    return owned.map(({ key }) => key);
  };
  return [
    {
      prefix: everyRecording,
      form: FORM,
      ownedOf: ownedBy('SELECT FROM transcriber.recording WHERE order_id = file.id AND audio_file_path IS NOT NULL'),
    },
    {
      prefix: everyTranscript,
      form: FORM,
      ownedOf: ownedBy('SELECT FROM transcriber.transcript WHERE order_id = file.id'),
    },
  ];
};
