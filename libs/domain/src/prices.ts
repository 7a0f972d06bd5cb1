import { centiCredits, type CentiCredits } from './credits';
import type { TrainingPreset } from './avatars';
import type { AvatarId } from './ids';
import type { SessionSize, UpscaleSize } from './pictures';
import type { RestorationScale } from './restorations';
import { ORDER_KIND, ORDER_KINDS, type OrderKind } from './order-kinds';

/** What has a price. The amounts are dated rows in billing.price; the order kinds name the items. */
export type PricedItem = (typeof ORDER_KIND)[OrderKind]['items'][number];
export const PRICED_ITEMS: readonly PricedItem[] = ORDER_KINDS.flatMap(
  (kind): readonly PricedItem[] => ORDER_KIND[kind].items,
);

/** A picture without an avatar is drawn by a dearer model, four times as large. */
export const pictureItem = (avatarId: AvatarId | null): PricedItem => (avatarId ? 'picture' : 'picture.ultra');
export const upscaleItem = (size: UpscaleSize): PricedItem => (size === '2k' ? 'upscale' : 'upscale.4k');
export const restorationItem = (scale: RestorationScale): PricedItem => `restoration.${scale}`;
export const trainingItem = (preset: TrainingPreset): PricedItem => `training.${preset}`;

export const sessionItem = (size: SessionSize): PricedItem => `session.${size}`;

/** What an order asks for: `units` of one item. A price is always the units that are not free × the item's dated price. */
export interface OrderLine {
  readonly item: PricedItem;
  readonly units: number;
  /** Of these units, free: the first speech of a person's day. Absent: none. */
  readonly freeUnits?: number;
}

/** What a line costs at a price per unit. */
export const costOf = (perUnit: CentiCredits, { units, freeUnits = 0 }: Omit<OrderLine, 'item'>): CentiCredits =>
  centiCredits(perUnit * BigInt(Math.max(0, units - freeUnits)));

/** A price shown to a person. It is kept for as long as the quote is valid, whatever happens to the price meanwhile. */
export interface Quote extends OrderLine {
  readonly total: CentiCredits;
  /** ISO time the price was read. */
  readonly quotedAt: string;
}

/** How long a shown price is honoured. */
export const QUOTE_VALID_MS = 30 * 60_000;

/** Speech is paid by six seconds: silence costs nothing. */
export const SPEECH_UNIT_SECONDS = 6;
/** Of whole seconds, rounded as the length that a person is shown: what is told as a minute costs a minute. */
export const speechUnits = (seconds: number): number =>
  Math.max(1, Math.ceil(Math.round(seconds) / SPEECH_UNIT_SECONDS));

/** The day whose first speech is free: the last 24 hours, wherever a person lives (decision 80). */
export const FREE_SPEECH_DAY_MS = 24 * 60 * 60_000;
/** Since when free speech counts as had. */
export const startOfFreeDay = (now: Date): Date => new Date(now.getTime() - FREE_SPEECH_DAY_MS);
/** Whole units that are free of each day. */
export const freeUnitsADay = (seconds: number): number => Math.floor(seconds / SPEECH_UNIT_SECONDS);

/** The started minutes of a recording: those with the same number take about as long. */
export const minutesOf = (seconds: number): number => Math.max(1, Math.ceil(seconds / 60));
