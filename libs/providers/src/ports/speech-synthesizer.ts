import type { SpeechSpeed, Voice } from '@aisha/kinds';
import type { OnBehalf } from './call-ledger';

/** A text to be read aloud, with its voice and speed. */
export interface Reading {
  /** The text is no longer than the provider's `maxCharacters`. */
  readonly text: string;
  readonly voice: Voice;
  readonly speed: SpeechSpeed;
  /** The language of the whole text, ISO 639-1: some models have other voices for each language. */
  readonly language: string;
}

/**
 * The id of a request at a provider that answers later. A request with an id is paid: it is polled, and never sent
 * again.
 */
export interface SpeechRequest {
  /** The request that an earlier run sent; null when none is known. */
  readonly requestId: string | null;
  /**
   * What was kept of another piece of the same text: its request, or what `readBy` was told. Its model reads this piece, too, while it is on
   * offer. Null when none is known.
   */
  readonly like: string | null;
  /** Keeps the id before the first poll; a provider that answers at once never calls it. */
  readonly keep: (requestId: string) => Promise<void>;
  /** Is told by a provider that answers at once which model has read, to be kept with the sound as `like` of the other pieces. */
  readonly readBy?: (model: string) => void;
  readonly signal: AbortSignal;
  readonly onBehalf: OnBehalf;
}

/** Reads texts aloud: one request reads one piece of a text. The configuration chooses the provider (decision 83). */
export abstract class SpeechSynthesizer {
  /** Names the provider's model that reads: another model has other voices. Throws `speech-off` as `speak` does. */
  abstract readonly model: string;

  /**
   * Whether the model of a request reads faster and slower by itself; else the caller stretches its sound. A request that an earlier run
   * sent may be of another model; null is the next request.
   */
  abstract readsAtSpeeds(requestId: string | null): boolean;

  /** The longest text of one request. */
  abstract readonly maxCharacters: number;

  /**
   * The text as sound: WAV, MP3 or another file that ffmpeg recognises by its content. Throws `speech-off` when the
   * model is gone or none is configured, `speech-refused` for a text that the provider does not read,
   * `provider-answer-unreadable` for an answer that is no whole recording, and the `provider-*` codes.
   */
  abstract speak(reading: Reading, request: SpeechRequest): Promise<Buffer>;
}

/** The first bytes of sound files, except MP3 without a tag, which distinguish them from a proxy's page or JSON. */
const BEGINNINGS = ['RIFF', 'OggS', 'fLaC', 'ID3'];

/** Whether these bytes are a sound file, and a whole one as far as its header shows. */
export const isWholeSound = (bytes: Buffer): boolean => {
  const isMp3 = bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0;
  if (!isMp3 && !BEGINNINGS.some((beginning) => bytes.toString('latin1', 0, beginning.length) === beginning))
    return false;
  return bytes.toString('latin1', 0, 4) !== 'RIFF' || isWholeWav(bytes);
};

/** The size in the header of a WAV that was streamed, because the server wrote the header before it knew the size. */
const UNKNOWN_SIZE = 0xffff_ffff;

const isWholeWav = (bytes: Buffer): boolean => {
  if (bytes.length < 44) return false;
  const size = bytes.readUInt32LE(4);
  return size === 0 || size === UNKNOWN_SIZE || size + 8 <= bytes.length;
};
