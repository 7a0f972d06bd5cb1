import type { OrderKindRecord } from '../order/order-kind';

/** A text, read aloud. */
export const SPEECH = {
  place: 6,
  worker: 'transcriber',
  table: 'transcriber.speech',
  items: ['speech.part'],
  slots: null,
  leavesSlots: 0,
  tellsParts: false,
  endsInParts: true,
  collectsLong: false,
  longestWaitSeconds: 3_600,
  unitCosts: { 'speech.part': 5_000 },
  ofPictures: null,
  ofPhotos: null,
  isShared: false,
  timedBy: 'units',
} as const satisfies OrderKindRecord;

/** The voices that read a text aloud: two women and two men. Each provider has its own voice for each of these. */
export const VOICES = ['soft', 'bright', 'calm', 'deep'] as const;
export type Voice = (typeof VOICES)[number];

/** How fast a text is read, in hundredths of the voice's own speed. */
export const SPEECH_SPEEDS = [75, 100, 125, 150] as const;
export type SpeechSpeed = (typeof SPEECH_SPEEDS)[number];

/** Speech is paid by started stretches of 500 characters, which sound for half a minute. */
export const SPEECH_PART_CHARACTERS = 500;

/** The longest text of a file or a transcript: 40 minutes at the voice's own speed. */
export const MAX_SPEECH_CHARACTERS = 40_000;

/**
 * The longest text that a person types: Telegram cuts it into messages of 4,096 characters. A longer text comes as a
 * file.
 */
export const TYPED_SPEECH_CHARACTERS = 10_000;

/** How many characters a second of speech has, measured on Russian read aloud at a usual speed. It is rough, so the bot says "about". */
const CHARACTERS_PER_SECOND = 15;

export const speechPartsOf = (characters: number): number =>
  Math.max(1, Math.ceil(characters / SPEECH_PART_CHARACTERS));

/** About how long a text of this many characters sounds. */
export const speechSecondsOf = (characters: number, speed: SpeechSpeed): number =>
  Math.max(1, Math.round((characters / CHARACTERS_PER_SECOND / speed) * 100));
