import type { KindTable } from '../order/kind-table';
import { CreateTranscriber1795132805000 } from './1795132805000-create-transcriber';
import { CreateSource1795132810000 } from './1795132810000-create-source';
import { KeepRecognizerRequest1795566190000 } from './1795566190000-keep-recognizer-request';
import { Recording } from './recording.entity';
import { Piece } from './piece.entity';
import { Transcript } from './transcript.entity';
import { Source } from './source.entity';
import { RequestLimit } from './request-limit.entity';

export const TRANSCRIPTION_TABLE = {
  entities: [Recording, Piece, Transcript, Source, RequestLimit],
  migrations: [CreateTranscriber1795132805000, CreateSource1795132810000, KeepRecognizerRequest1795566190000],
  tables: {
    recording: { right: 'change', kept: 'voice' },
    piece: { right: 'drop', kept: 'voice' },
    transcript: { right: 'drop', kept: 'voice' },
    source: { right: 'drop', kept: 'voice' },
    request_limit: { right: 'change', kept: null },
  },
  shown: [
    'recording (timed_as, audio_file_path, bytes, duration, message_id, units, delivered, error_code)',
    'transcript',
  ],
  files: {
    recording: {
      from: 'transcriber.recording',
      owner: 'user_id',
      id: 'order_id',
      order: 'order_id',
      at: 'created_at',
      bytes: 'bytes',
      title: '(SELECT title FROM transcriber.transcript text WHERE text.order_id = recording.order_id)',
      path: 'audio_file_path',
      // Only recordings of ended orders: an open order still needs its recording.
      kept: 'audio_file_path IS NOT NULL AND finished_at IS NOT NULL',
    },
    transcript: {
      from: 'transcriber.transcript',
      owner: 'user_id',
      id: 'order_id',
      order: 'order_id',
      at: 'created_at',
      bytes: 'octet_length(content)',
      title: 'coalesce(title, left(content, 80))',
      path: 'document_path',
      kept: 'true',
    },
  },
  about: null,
} as const satisfies KindTable;
