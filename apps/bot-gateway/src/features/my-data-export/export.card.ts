import { LISTING, type Listing } from '@aisha/contracts/bot-gateway';
import type { UserId } from '@aisha/domain';
import { myDataTexts } from '@aisha/words';
import { defineCard } from '../../engine/cards/card';
import { callback, type Effect, showCard, toMenu } from '../../engine/conversation';
import { MOST_ALONE_BYTES } from '../archives/archive-limits';

/** Stops an export that is under way. */
export const stopExport = callback('mydata.stop', {});

/** The state of a person's export, of which one can be under way at a time. It is JSON. */
export interface ExportState {
  readonly exportId: string;
  /** The apps that have listed their data. */
  readonly listed: readonly Listing[];
  /** How many parts were sent, of how many; both are 0 until the parts are counted. */
  readonly sent: number;
  readonly parts: number;
  /** How many parts the sender of deliveries gave up. */
  readonly refused: number;
  /** How many files are in no part, because Telegram would refuse it. The field exists since 2026-11-26; absent means none. */
  readonly tooLarge?: number;
  /** The end of the export; null while it goes on. */
  readonly outcome: 'sent' | 'failed' | 'stopped' | 'tomorrow' | null;
  /** When the export reached the present step. */
  readonly at: string;
}

/** How long an export may report nothing, in milliseconds: longer than an app takes to restart. After that another export may begin. */
const SILENT_MS = 2 * 3_600_000;

export const isUnderWay = ({ outcome, at }: ExportState, now: Date): boolean =>
  outcome === null && now.getTime() - Date.parse(at) < SILENT_MS;

/** An export as it begins. */
export const newExport = (exportId: string, now: Date): ExportState => ({
  exportId,
  listed: [],
  sent: 0,
  parts: 0,
  refused: 0,
  outcome: null,
  at: now.toISOString(),
});

/** The card «📦 Собираю ваши данные», which later shows how the export has ended. */
export const exportCard = defineCard<ExportState>(
  'data-export',
  ({ listed, sent, parts, refused, tooLarge = 0, outcome }, language) => {
    const t = myDataTexts[language];
    if (outcome === null) {
      return {
        text:
          parts > 0 ? t.exportPacking({ sent, parts }) : t.exportListing({ listed: listed.length, of: LISTING.length }),
        buttons: [[stopExport.button(t.exportStop, {})]],
      };
    }
    return {
      text: t.exportEnded({
        outcome,
        parts: sent,
        refused,
        tooLarge,
        mostMegabytes: Math.floor(MOST_ALONE_BYTES / 1_000_000),
      }),
      buttons: [[toMenu.button(t.menu, {})]],
    };
  },
  { isLast: ({ outcome }) => outcome !== null },
);

/** Shows the card of an export that begins, in the place of an earlier one. */
export const beginsExport = (userId: UserId, exportId: string, now: Date): Effect =>
  showCard(
    exportCard,
    userId,
    () => newExport(exportId, now),
    () => true,
  );
