import type { OrderId, UserId } from '@aisha/domain';
import type { KindFile } from '../order/kind-file';
import { file, type StoredObject } from '../order/stored-object';

/** Some sentences of a text, read aloud; the file is removed when the order has ended. */
export const speechPieceKey = (userId: UserId, orderId: OrderId, position: number): StoredObject =>
  file(`speech-pieces/${userId}/${orderId}/${position}.pcm`);

/** The prefix of all pieces of an order. */
export const speechPiecesPrefix = (userId: UserId, orderId: OrderId): StoredObject =>
  file(`speech-pieces/${userId}/${orderId}/`);

/** The sound of this many pieces of a text, as a voice message (`ogg`) or as `mp3`. */
export const speechKey = (userId: UserId, orderId: OrderId, pieces: number, extension: 'ogg' | 'mp3'): StoredObject =>
  file(`speech/${userId}/${orderId}-${pieces}.${extension}`);

/** The prefix of all sound files of an order: a run and a cancel at the same moment may have left one each. */
export const speechPrefix = (userId: UserId, orderId: OrderId): StoredObject => file(`speech/${userId}/${orderId}-`);

/** A sentence in one voice, as a voice message. It belongs to no person: everybody hears the same sample. */
export const voiceSampleKey = (id: string): StoredObject => file(`voice-samples/${id}.ogg`);

const everySpeech: StoredObject = file('speech/');

export const everySpeechPiece: StoredObject = file('speech-pieces/');

export const everyVoiceSample: StoredObject = file('voice-samples/');

export const SPEECH_FILES = [
  {
    prefix: everySpeech,
    form: String.raw`speech/{id}/{owner}-\d+\.\w+`,
    of: 'order',
    named: `SELECT FROM transcriber.speech WHERE order_id = file.id AND 'files:' || file.key IN (voice_path, mp3_path)`,
    isShown: true,
    isInApi: true,
  },
  {
    prefix: everySpeechPiece,
    form: String.raw`speech-pieces/{id}/{owner}/\d+\.pcm`,
    of: 'order',
    named: `SELECT FROM transcriber.speech_piece WHERE order_id = file.id AND sound_path = 'files:' || file.key`,
    isShown: false,
    isInApi: false,
    isShortLived: true,
  },
  {
    prefix: everyVoiceSample,
    form: String.raw`voice-samples/{owner}\.ogg`,
    of: 'row',
    named: `SELECT FROM transcriber.voice_sample WHERE id = file.id`,
    isShown: true,
    isInApi: false,
  },
] as const satisfies readonly KindFile[];
