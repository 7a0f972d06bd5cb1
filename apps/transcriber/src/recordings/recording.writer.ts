import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError, type UserId } from '@aisha/domain';
import { SpeechRecognizer } from '@aisha/providers/openai';
import { fileOf, ObjectStore, type StoredObject } from '@aisha/storage';
import { AudioTool, type CutRecording, type Heard, type Stretch } from '../audio/audio-tool';
import { PIECE_SECONDS } from '../audio/pieces';
import type { Spoken } from './recording.store';

/** Below half a second there is no word, and models invent one (openai.md §0 trap 16). */
const SHORTEST_SPEECH_SECONDS = 0.5;

/** Telegram gives a recording's length in whole seconds; a small difference after decoding is rounding. */
const ROUNDING_SECONDS = 2;

/** What a person sent, and how long it may be. */
interface Recording {
  readonly userId: UserId;
  readonly audioFilePath: string;
  readonly minutes: number;
  /** Of one that was measured before it was paid; null: it is as it came. */
  readonly heard: Heard | null;
}

/** An open recording, cut into our own files. */
export type OpenRecording = CutRecording;

/** All work on a recording that needs a disk, ffmpeg or a speech model. It knows nothing of orders. */
export class RecordingWriter {
  constructor(
    private readonly objects: ObjectStore,
    private readonly audio: AudioTool,
    private readonly recognizer: SpeechRecognizer,
    private readonly pieceSeconds = PIECE_SECONDS,
  ) {}

  /**
   * Copies the recording into the folder, measures it and decides the cuts. Throws `audio-unreadable`, and
   * `audio-longer-than-stated` beyond the minutes that were paid.
   */
  async open(
    { userId, audioFilePath, minutes, heard }: Recording,
    folder: string,
    signal: AbortSignal,
  ): Promise<OpenRecording> {
    const longest = minutes * 60 + ROUNDING_SECONDS;
    const file = path.join(folder, 'recording');
    await pipeline(await this.objects.get(fileOf(userId, audioFilePath)), createWriteStream(file), { signal });
    const limits = { atMostSeconds: longest + 1, pieceSeconds: this.pieceSeconds };
    if (heard) return this.audio.cut(file, folder, limits, signal, heard);
    const cut = await this.audio.cut(file, folder, limits, signal);
    if (cut.seconds > longest) throw new AppError('audio-longer-than-stated', { facts: { minutes } });
    return cut;
  }

  async write(recording: OpenRecording, piece: Stretch, signal: AbortSignal): Promise<Spoken> {
    if (piece.endsAt - piece.startsAt < SHORTEST_SPEECH_SECONDS) return { text: '', language: null };
    const file = recording.pieces.find(({ startsAt }) => startsAt === piece.startsAt)!.file;
    const { text, languages } = await this.recognizer.transcribe(await readFile(file), {
      fileName: 'piece.mp3',
      signal,
    });
    return { text, language: languages[0] ?? null };
  }

  async keepDocument(target: StoredObject, content: string): Promise<void> {
    await this.objects.put(target, Buffer.from(content, 'utf8'), { contentType: 'text/plain; charset=utf-8' });
  }
}
