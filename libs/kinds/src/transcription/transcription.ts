import { DAY_MS } from '@aisha/domain';
import type { OrderKindRecord } from '../order/order-kind';

/** The words of a recording, as text. */
export const TRANSCRIPTION = {
  place: 3,
  worker: 'transcriber',
  table: 'transcriber.recording',
  items: ['transcription.speech'],
  slots: null,
  leavesSlots: 0,
  tellsParts: false,
  endsInParts: true,
  collectsLong: false,
  longestWaitSeconds: 3_600,
  unitCosts: { 'transcription.speech': 450 },
  ofPictures: null,
  ofPhotos: null,
  isShared: false,
  timedBy: 'timed_as',
} as const satisfies OrderKindRecord;

/** A unit of speech is six seconds. Silence costs nothing. */
export const SPEECH_UNIT_SECONDS = 6;
/**
 * The units of a length of speech, at least one. The seconds are rounded first, as the person is shown them: a recording shown as a minute
 * costs a minute.
 */
export const speechUnits = (seconds: number): number =>
  Math.max(1, Math.ceil(Math.round(seconds) / SPEECH_UNIT_SECONDS));

/** The day whose first speech is free: the last 24 hours, wherever a person lives (decision 80). */
export const FREE_SPEECH_DAY_MS = DAY_MS;
/** The beginning of the free day that ends now. */
export const startOfFreeDay = (now: Date): Date => new Date(now.getTime() - FREE_SPEECH_DAY_MS);
/** How many whole units this many free seconds of a day are. */
export const freeUnitsADay = (seconds: number): number => Math.floor(seconds / SPEECH_UNIT_SECONDS);

/** The started minutes of a recording: orders with the same number take about the same time. */
export const minutesOf = (seconds: number): number => Math.max(1, Math.ceil(seconds / 60));
