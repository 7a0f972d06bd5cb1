import { Injectable, Optional } from '@nestjs/common';
import type { OrderId, UserId } from '@aisha/domain';
import type { SpeechSpeed } from '@aisha/kinds';
import type { Speech, SpeechPiece, VoiceSample } from '@aisha/kinds/tables';
import { fromReference, ObjectStore, speechKey, speechPieceKey, toReference, voiceSampleKey } from '@aisha/storage';
import { onBehalfOf, type OnBehalf } from '@aisha/providers';
import { SpeechSynthesizer } from '@aisha/providers/ports';
import { speechTexts } from '@aisha/words';
import { SpeechAudio } from '../audio/speech-audio';
import { SpeechCheck } from '../moderation/text-check';
import { piecesOfText } from '../texts/text-pieces';
import { languageOf } from '../texts/text-language';

/**
 * The length of a piece, in characters: about a minute of sound. With pieces so short, a failed request loses little, and a cancelled order
 * stops soon.
 */
const PIECE_CHARACTERS = 1_000;
/** The largest piece in bytes of samples. It holds ten minutes, far more than a piece has. */
const MAX_PIECE_BYTES = 30_000_000;

/** The cost of a sample is booked to no person, because the sample is made once for all people. */
const FOR_EVERYBODY: OnBehalf = { userId: null, orderId: null, kind: null, reason: 'sample' };

/** What the reading of a text needs. */
interface SampleReading {
  readonly folder: string;
  readonly keepRequest: (requestId: string) => Promise<void>;
  readonly signal: AbortSignal;
}

/** What the reading of a piece needs. */
interface PieceReading extends SampleReading {
  /** What was kept of another piece of the text, whose model reads this one, too; null when none is known. */
  readonly like: string | null;
  readonly readBy: (model: string) => void;
  readonly order: Pick<Speech, 'orderId' | 'userId' | 'voice' | 'speed' | 'text'>;
}

/** Does all work on a text that needs storage, ffmpeg or a provider. It knows nothing about orders. */
@Injectable()
export class SpeechWriter {
  constructor(
    private readonly objects: ObjectStore,
    private readonly audio: SpeechAudio,
    private readonly synthesizer: SpeechSynthesizer,
    private readonly moderation: SpeechCheck,
    @Optional() private readonly pieceCharacters = PIECE_CHARACTERS,
  ) {}

  /** Cuts a text into pieces, if it may be read aloud. Throws `speech-refused` or `moderator-unavailable` before anything costs money. */
  async cut(text: string, signal: AbortSignal): Promise<string[]> {
    await this.moderation.check(text, signal);
    return piecesOfText(text, Math.min(this.pieceCharacters, this.synthesizer.maxCharacters));
  }

  /** Lets the provider read a piece and stores its samples; resolves to the place of the stored samples. */
  async read(piece: SpeechPiece, reading: PieceReading): Promise<string> {
    const { text, position } = piece;
    const { order, folder, keepRequest, signal, like, readBy } = reading;
    const { voice, speed, userId, orderId } = order;
    const onBehalf = { ...onBehalfOf(order, 'speech'), piece: `part-${position}` };
    let { requestId } = piece;
    const keep = (id: string) => {
      requestId = id;
      return keepRequest(id);
    };
    const asked = { requestId, like, keep, readBy, signal, onBehalf };
    const language = languageOf(order.text ?? text);
    const sound = await this.synthesizer.speak({ text, voice, speed, language }, asked);
    const file = { folder, name: `piece-${position}` };
    const samples = await this.audio.samplesOf(sound, file, signal, this.tempoOf({ speed, requestId }));
    const target = speechPieceKey(userId, orderId, position);
    await this.objects.put(target, samples, { contentType: 'application/octet-stream' });
    return toReference(target);
  }

  /** Removes files of an order that has ended meanwhile. */
  async drop(...references: readonly string[]): Promise<void> {
    await this.objects.remove(references.map(fromReference));
  }

  /** The model that reads texts aloud. */
  get model(): string {
    return this.synthesizer.model;
  }

  /** Lets the provider read the sentence of a sample and stores it as a voice message; resolves to the place of the stored message. */
  async sample(sample: VoiceSample, { folder, keepRequest, signal }: SampleReading): Promise<string> {
    const { id, voice, speed, language, requestId } = sample;
    const reading = { text: speechTexts[language].sample, voice, speed, language };
    const asked = { requestId, like: null, keep: keepRequest, signal, onBehalf: FOR_EVERYBODY };
    const sound = await this.synthesizer.speak(reading, asked);
    const samples = await this.audio.samplesOf(sound, { folder, name: 'sample' }, signal, this.tempoOf(sample));
    const files = await this.audio.join([samples], folder, signal);
    await this.objects.put(voiceSampleKey(id), files.voice, { contentType: 'audio/ogg' });
    return toReference(voiceSampleKey(id));
  }

  /**
   * Joins pieces to the two files. A run and a cancel may join different pieces at the same time, so the names of the files contain the
   * number of pieces.
   */
  async join(
    { userId, orderId, sounds }: { userId: UserId; orderId: OrderId; sounds: readonly string[] },
    folder: string,
    signal: AbortSignal,
  ) {
    const { voice, mp3, seconds } = await this.audio.join(this.samples(sounds), folder, signal);
    const place = (extension: 'ogg' | 'mp3') => speechKey(userId, orderId, sounds.length, extension);
    await this.objects.put(place('ogg'), voice, { contentType: 'audio/ogg' });
    await this.objects.put(place('mp3'), mp3, { contentType: 'audio/mpeg' });
    const [voicePath, mp3Path] = [toReference(place('ogg')), toReference(place('mp3'))];
    return { voicePath, mp3Path, bytes: voice.length + mp3.length, duration: seconds };
  }

  /** The factor by which we quicken the sound: 1 for a model that itself reads at the ordered speed. */
  private tempoOf({ speed, requestId }: { speed: SpeechSpeed; requestId: string | null }): number {
    return this.synthesizer.readsAtSpeeds(requestId) ? 1 : speed / 100;
  }

  private async *samples(paths: readonly string[]): AsyncGenerator<Buffer> {
    for (const path of paths) yield await this.objects.getBuffer(fromReference(path), { maxBytes: MAX_PIECE_BYTES });
  }
}
