import type { KindTable } from '../order/kind-table';
import { CreateSpeech1795132814000 } from './1795132814000-create-speech';
import { CreateVoiceSample1795132828000 } from './1795132828000-create-voice-sample';
import { Speech } from './speech.entity';
import { SpeechPiece } from './speech-piece.entity';
import { VoiceSample } from './voice-sample.entity';

export const SPEECH_TABLE = {
  entities: [Speech, SpeechPiece, VoiceSample],
  migrations: [CreateSpeech1795132814000, CreateVoiceSample1795132828000],
  tables: {
    speech: { right: 'change', kept: 'voice' },
    speech_piece: { right: 'drop', kept: 'voice' },
    voice_sample: { right: 'change', kept: null },
  },
  shown: ['speech (units, title, voice_path, mp3_path, bytes, duration)'],
  files: {
    speech: {
      from: 'transcriber.speech',
      owner: 'user_id',
      id: 'order_id',
      order: 'order_id',
      at: 'finished_at',
      bytes: 'bytes',
      title: `nullif(title, '')`,
      path: 'mp3_path',
      kept: 'mp3_path IS NOT NULL',
    },
  },
  about: { idea: `nullif(title, '')`, avatarId: null },
} as const satisfies KindTable;
