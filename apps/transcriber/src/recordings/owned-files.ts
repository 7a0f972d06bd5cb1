import { keysOfOrders, ownedKeys, type Database } from '@aisha/database';
import {
  everyDocument,
  everySource,
  everySpeech,
  everySpeechPiece,
  everyTranscript,
  everyVoiceSample,
  type OwnedFiles,
} from '@aisha/storage';

const FORM = /^[a-z-]+\/[^/]+\/([0-9a-f-]{36})\.\w+$/;

/** Whose our files are: an order's, which is open or names them, or theirs who were told the price of a recording. */
export const ownedFiles = (database: Database): OwnedFiles[] => {
  const ownedBy = (orders: string, row: string) => keysOfOrders(database, orders, `EXISTS (${row})`);
  return [
    {
      prefix: everyTranscript,
      form: /^transcripts\/[^/]+\/([0-9a-f-]{36})-\d+\.\w+$/,
      ownedOf: ownedBy(
        'transcriber.recording',
        `SELECT FROM transcriber.transcript WHERE order_id = file.id AND document_path = 'files:' || file.key`,
      ),
    },
    {
      prefix: everyDocument,
      form: FORM,
      ownedOf: ownedBy(
        'transcriber.document',
        `SELECT FROM transcriber.document WHERE order_id = file.id AND document_path = 'files:' || file.key`,
      ),
    },
    {
      prefix: everySpeech,
      form: /^speech\/[^/]+\/([0-9a-f-]{36})-\d+\.\w+$/,
      ownedOf: ownedBy(
        'transcriber.speech',
        `SELECT FROM transcriber.speech WHERE order_id = file.id AND 'files:' || file.key IN (voice_path, mp3_path)`,
      ),
    },
    {
      prefix: everySpeechPiece,
      form: /^speech-pieces\/[^/]+\/([0-9a-f-]{36})\/\d+\.pcm$/,
      ownedOf: ownedBy(
        'transcriber.speech',
        `SELECT FROM transcriber.speech_piece WHERE order_id = file.id AND sound_path = 'files:' || file.key`,
      ),
    },
    {
      prefix: everyVoiceSample,
      form: /^voice-samples\/([0-9a-f-]{36})\.ogg$/,
      ownedOf: ownedKeys(database, 'EXISTS (SELECT FROM transcriber.voice_sample WHERE id = file.id)'),
    },
    {
      prefix: everySource,
      form: FORM,
      // Of whoever was told its price, and then of the order that took it over.
      ownedOf: ownedKeys(
        database,
        `EXISTS (SELECT FROM transcriber.source WHERE id = file.id)
         OR EXISTS (SELECT FROM transcriber.recording
                    WHERE user_id = split_part(file.key, '/', 2)::uuid AND audio_file_path = 'files:' || file.key)`,
      ),
    },
  ];
};
