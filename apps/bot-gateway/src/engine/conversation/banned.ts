import { conversationTexts, type Html } from '@aisha/words';
import type { ConversationState } from './answer';
import { calendarFor, dayText } from './dates';
import type { Speaker } from './flow';
import type { Move } from './move';
import type { Readers } from './readers';
import type { Registry } from './registry';

/** The card key of the message that tells a person about the ban. */
export const BANNED = 'banned';
/** How often a banned person who goes on writing is told about the ban, in milliseconds: once a minute. */
export const BANNED_ONCE_MS = 60_000;

/** The words for a banned person: until when the ban lasts, and where they may still write. */
export async function bannedWords(readers: Readers, person: Speaker): Promise<Html> {
  const t = conversationTexts[person.language];
  const { ban = null } = person;
  const isForEver = ban === null || ban === 'infinity';
  const until = isForEver ? null : dayText(new Date(ban), await calendarFor(readers, person));
  return t.banned({ until });
}

/**
 * Whether a banned person may make this move: any move that opens a conversation for banned people, and a move of a step of such a
 * conversation that leads neither to the menu nor to a draft. Any other move of a global action is not allowed even there, because it may
 * act on something else.
 */
export function isOpenToBanned(
  move: Move,
  { flow }: ConversationState,
  registry: Registry,
  isOfStep: boolean,
): boolean {
  if (move.to === 'flow') return registry.flow(move.flow).isOpenToBanned ?? false;
  return isOfStep && (flow?.isOpenToBanned ?? false) && move.to !== 'menu' && move.to !== 'resume';
}
