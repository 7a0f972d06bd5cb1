import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError, type UserId } from '@aisha/domain';
import { SpeechRecognizer, type SpeechHints } from '@aisha/providers/openai';
import { fileOf, ObjectStore, type StoredObject } from '@aisha/storage';
import { AudioTool, type CutRecording, type Heard, type Stretch } from '../audio/audio-tool';
import { secondsOf, SHORTEST_SPEECH_SECONDS, within } from '../audio/pieces';
import { doubting } from './doubts';
import type { Spoken } from './recording.store';
import type { RequestLimitStore } from './request-limit.store';
import { timed } from './times';

/** Telegram gives a recording's length in whole seconds; a small difference after decoding is rounding. */
const ROUNDING_SECONDS = 2;

/** What a person sent, and how long it may be. */
interface Recording {
  readonly userId: UserId;
  readonly audioFilePath: string;
  readonly minutes: number;
  /** Of one that was measured before it was paid; null: it is as it came. */
  readonly heard: Heard | null;
  /** What the person says of it. */
  readonly hints: SpeechHints;
}

/** An open recording, cut into our own files. */
export type OpenRecording = CutRecording & { readonly hints: SpeechHints };

/** All work on a recording that needs a disk, ffmpeg or a speech model. It knows nothing of orders. */
export class RecordingWriter {
  constructor(
    private readonly objects: ObjectStore,
    private readonly audio: AudioTool,
    private readonly recognizer: SpeechRecognizer,
    private readonly limit: RequestLimitStore,
    private readonly pieceSeconds: number,
  ) {}

  /**
   * Copies the recording into the folder, measures it and decides the cuts. Throws `audio-unreadable`, and
   * `audio-longer-than-stated` beyond the minutes that were paid.
   */
  async open(
    { userId, audioFilePath, minutes, heard, hints }: Recording,
    folder: string,
    signal: AbortSignal,
  ): Promise<OpenRecording> {
    const longest = minutes * 60 + ROUNDING_SECONDS;
    const file = path.join(folder, 'recording');
    await pipeline(await this.objects.get(fileOf(userId, audioFilePath)), createWriteStream(file), { signal });
    const recording = heard ? { file, ...heard } : await this.audio.hear(file, folder, longest + 1, signal);
    if (!heard && recording.seconds > longest) throw new AppError('audio-longer-than-stated', { facts: { minutes } });
    return { ...this.audio.cut(recording, this.pieceSeconds), hints };
  }

  /** What was said in a piece; a piece without sound is not sent. */
  async write(recording: OpenRecording, piece: Stretch & { position: number }, signal: AbortSignal): Promise<Spoken> {
    const speech = within(piece, recording.speech);
    if (secondsOf(speech) < SHORTEST_SPEECH_SECONDS) return { segments: [], language: null };
    await this.limit.turn(signal);
    const heard = await this.recognizer.transcribe(await recording.read(piece), {
      fileName: 'piece.mp3',
      signal,
      ...recording.hints,
    });
    const segments = doubting(timed(heard, piece, speech), secondsOf(speech));
    return { segments, language: heard.languages[0] ?? null };
  }

  /** How large the recording is. */
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
