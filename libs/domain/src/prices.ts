import type { CentiCredits } from './credits';
import type { TrainingPreset } from './avatars';

/** What has a price. The amounts are dated rows in billing.price; this only names them. */
export const PRICED_ITEMS = [
  'training.fast',
  'training.balanced',
  'training.best',
  'picture',
  'transcription.minute',
] as const;
export type PricedItem = (typeof PRICED_ITEMS)[number];

export const trainingItem = (preset: TrainingPreset): PricedItem => `training.${preset}`;

/** What an order asks for: `units` of one item. A price is always units × the item's dated price. */
export interface OrderLine {
  readonly item: PricedItem;
  readonly units: number;
}

/** A price shown to a person. It is kept for as long as the quote is valid, whatever happens to the price meanwhile. */
export interface Quote extends OrderLine {
  readonly total: CentiCredits;
  /** ISO time the price was read. */
  readonly quotedAt: string;
}

/** How long a shown price is honoured. */
export const QUOTE_VALID_MS = 30 * 60_000;

/** Recordings are paid by started minute. */
export const minutesOf = (seconds: number): number => Math.max(1, Math.ceil(seconds / 60));
