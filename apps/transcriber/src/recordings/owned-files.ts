import { keysOfOrders, ownedKeys, type Database } from '@aisha/database';
import {
  everyDocument,
  everySource,
  everySpeech,
  everySpeechPiece,
  everyTranscript,
  everyVoiceSample,
  keyForm,
  type OwnedFiles,
} from '@aisha/storage';

const FORM = keyForm(String.raw`[a-z-]+/{id}/{owner}\.\w+`);

/** The owners of our files: an order that is open or names them, or the person who was told the price of a recording. */
export const ownedFiles = (database: Database): OwnedFiles[] => {
  const ownedBy = (orders: string, row: string) => keysOfOrders(database, orders, `EXISTS (${row})`);
  return [
    {
      prefix: everyTranscript,
      form: keyForm(String.raw`transcripts/{id}/{owner}-\d+\.\w+`),
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
      form: keyForm(String.raw`speech/{id}/{owner}-\d+\.\w+`),
      ownedOf: ownedBy(
        'transcriber.speech',
        `SELECT FROM transcriber.speech WHERE order_id = file.id AND 'files:' || file.key IN (voice_path, mp3_path)`,
      ),
    },
    {
      prefix: everySpeechPiece,
      form: keyForm(String.raw`speech-pieces/{id}/{owner}/\d+\.pcm`),
      ownedOf: ownedBy(
        'transcriber.speech',
        `SELECT FROM transcriber.speech_piece WHERE order_id = file.id AND sound_path = 'files:' || file.key`,
      ),
    },
    {
      prefix: everyVoiceSample,
      form: keyForm(String.raw`voice-samples/{owner}\.ogg`),
      ownedOf: ownedKeys(database, 'EXISTS (SELECT FROM transcriber.voice_sample WHERE id = file.id)'),
    },
    {
      prefix: everySource,
      form: FORM,
      // A recording belongs to the person who was told its price, and then to the order that took it over.
      ownedOf: ownedKeys(
        database,
        `EXISTS (SELECT FROM transcriber.source WHERE id = file.id)
         OR EXISTS (SELECT FROM transcriber.recording
                    WHERE user_id = split_part(file.key, '/', 2)::uuid AND audio_file_path = 'files:' || file.key)`,
      ),
    },
  ];
};
