import type { Language } from './language';

/** A part of the people: those who meet all conditions that are set; everybody when none is set. */
export interface Segment {
  /** True: only people who have paid for credits, by a pack or a subscription; false: only people who have not. */
  readonly paid?: boolean;
  /** Only people who have ordered nothing for so many days. */
  readonly idleDays?: number;
  readonly language?: Language;
}

/** What can be done with a broadcast. */
export const BROADCAST_ACTIONS = ['preview', 'start', 'pause', 'stop'] as const;
export type BroadcastAction = (typeof BROADCAST_ACTIONS)[number];

export type BroadcastState = 'draft' | 'scheduled' | 'running' | 'paused' | 'stopped' | 'done';

/** In which states an action is possible; a preview always is. `start` also goes on after a pause. */
export const BROADCAST_MOVES: Readonly<Record<Exclude<BroadcastAction, 'preview'>, readonly BroadcastState[]>> = {
  start: ['draft', 'scheduled', 'paused'],
  pause: ['scheduled', 'running'],
  stop: ['draft', 'scheduled', 'running', 'paused'],
};

/** How many calls a second Telegram usually takes from a bot, all chats together (telegram.md §9): a broadcast goes no faster. */
export const TELEGRAM_CALLS_A_SECOND = 30;

/** The most characters of a broadcast's text (Telegram accepts 4,096), and of its button. */
export const BROADCAST_TEXT_AT_MOST = 3_500;
export const BROADCAST_BUTTON_AT_MOST = 40;

/** Whether the button of a broadcast is whole, which is a link with words in one language at least, or absent. */
export const isButtonWhole = (texts: readonly { readonly button?: string }[], url: string | undefined): boolean =>
  texts.some(({ button }) => button !== undefined) === (url !== undefined);
