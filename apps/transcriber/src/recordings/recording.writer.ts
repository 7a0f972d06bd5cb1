import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SpeechRecognizer } from '@aisha/providers/openai';
import { fromReference, ObjectStore, type StoredObject } from '@aisha/storage';
import { AudioTool, type Stretch } from '../audio/audio-tool';
import { piecesOf, PIECE_SECONDS } from '../audio/pieces';

/** Below half a second there is no word, and models invent one (openai.md §0 trap 16). */
const SHORTEST_SPEECH_SECONDS = 0.5;

/** A recording opened for writing down: a file of ours and the pieces it is cut into. */
export interface OpenRecording {
  readonly file: string;
  readonly seconds: number;
  readonly pieces: readonly Stretch[];
}

/** Everything about a recording that needs a disk, ffmpeg or a speech model; it knows no order. */
export class RecordingWriter {
  constructor(
    private readonly objects: ObjectStore,
    private readonly audio: AudioTool,
    private readonly recognizer: SpeechRecognizer,
    private readonly pieceSeconds = PIECE_SECONDS,
  ) {}

  /** Brings the recording into the folder, measures it and decides where to cut. Throws `audio-unreadable`. */
  async open(recording: string, folder: string, signal: AbortSignal): Promise<OpenRecording> {
    const file = path.join(folder, 'recording');
    await pipeline(await this.objects.get(fromReference(recording)), createWriteStream(file), { signal });
    const seconds = await this.audio.secondsOf(file, signal);
    const silences = seconds > this.pieceSeconds ? await this.audio.silences(file, signal) : [];
    return { file, seconds, pieces: piecesOf(seconds, silences, this.pieceSeconds) };
  }

  /** What is said in one piece; empty when nobody speaks. */
  async write(recording: OpenRecording, piece: Stretch, signal: AbortSignal): Promise<string> {
    if (piece.endsAt - piece.startsAt < SHORTEST_SPEECH_SECONDS) return '';
    const cut = path.join(path.dirname(recording.file), 'piece.mp3');
    await this.audio.cut(recording.file, piece, cut, signal);
    const { text } = await this.recognizer.transcribe(await readFile(cut), { fileName: 'piece.mp3', signal });
    return text.trim();
  }

  async keepDocument(target: StoredObject, content: string): Promise<void> {
    await this.objects.put(target, Buffer.from(content, 'utf8'), { contentType: 'text/plain; charset=utf-8' });
  }
}
