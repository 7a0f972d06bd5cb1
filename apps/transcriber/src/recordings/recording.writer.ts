import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import type { OrderId, UserId } from '@aisha/domain';
import { onBehalfOf } from '@aisha/providers';
import { SpeechRecognizer, type SpeechHints } from '@aisha/providers/ports';
import { fileOf, ObjectStore, type StoredObject } from '@aisha/storage';
import { AudioTool, type CutRecording, type Heard, type Stretch } from '../audio/audio-tool';
import { secondsOf, SHORTEST_SPEECH_SECONDS, within, SPEAKERS_PIECE_SECONDS, PIECE_SECONDS } from '../audio/pieces';
import { doubting } from './doubts';
import type { Spoken } from './recording.store';
import { RequestLimitStore } from './request-limit.store';
import { timed } from './times';

/** A person's measured recording, which lies in our storage. */
interface Recording extends Heard {
  readonly orderId: OrderId;
  readonly userId: UserId;
  readonly audioFilePath: string;
  /** The person's hints about the recording. */
  readonly hints: SpeechHints;
}

/** A recording that was copied into a folder of this process and cut into pieces. */
export type OpenRecording = CutRecording & Pick<Recording, 'hints' | 'orderId' | 'userId'>;

/** The settings for cutting a recording. */
@Injectable()
export class RecordingPieces {
  readonly seconds: number;

  constructor({ tellsSpeakers }: SpeechRecognizer) {
    this.seconds = tellsSpeakers ? SPEAKERS_PIECE_SECONDS : PIECE_SECONDS;
  }
}

/** Does all work on a recording that needs a disk, ffmpeg or a speech model. It knows nothing about orders. */
@Injectable()
export class RecordingWriter {
  constructor(
    private readonly objects: ObjectStore,
    private readonly audio: AudioTool,
    private readonly recognizer: SpeechRecognizer,
    private readonly limit: RequestLimitStore,
    private readonly pieces: RecordingPieces,
  ) {}

  /** Copies the recording into the folder and decides the cuts. Throws `file-missing` when the recording is gone, or another person's. */
  async open(
    { orderId, userId, audioFilePath, seconds, silences, hints }: Recording,
    folder: string,
    signal: AbortSignal,
  ): Promise<OpenRecording> {
    const file = path.join(folder, 'recording');
    await pipeline(await this.objects.get(fileOf(userId, audioFilePath)), createWriteStream(file), { signal });
    return { ...this.audio.cut({ file, seconds, silences }, this.pieces.seconds), hints, orderId, userId };
  }

  /** Recognises the words of a piece. It sends the model only the piece's speech, and does not send a piece without sound at all. */
  async write(recording: OpenRecording, piece: Stretch & { position: number }, signal: AbortSignal): Promise<Spoken> {
    const sound = within(piece, recording.sound);
    if (secondsOf(sound) < SHORTEST_SPEECH_SECONDS) return { segments: [], language: null };
    const sent = within(piece, recording.speech);
    await this.limit.turn(signal);
    const heard = await this.recognizer.transcribe(await recording.read(piece), {
      fileName: 'piece.mp3',
      seconds: secondsOf(sent),
      onBehalf: { ...onBehalfOf(recording, 'transcription'), piece: `part-${piece.position}` },
      signal,
      ...recording.hints,
    });
    const segments = doubting(timed(heard, { position: piece.position, sent, sound }), secondsOf(sound));
    return { segments, language: heard.languages[0] ?? null };
  }

  /** The size of the recording in bytes. */
  async bytesOf({ userId, audioFilePath }: Pick<Recording, 'userId' | 'audioFilePath'>): Promise<number> {
    return (await this.objects.head(fileOf(userId, audioFilePath))).size;
  }

  async keepDocument(target: StoredObject, content: string): Promise<void> {
    await this.objects.put(target, Buffer.from(content, 'utf8'), { contentType: 'text/plain; charset=utf-8' });
  }

  async removeDocument(target: StoredObject): Promise<void> {
    await this.objects.remove([target]);
  }
}
