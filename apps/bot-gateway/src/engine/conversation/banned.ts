import { conversationTexts, type Html } from '@aisha/words';
import type { ConversationState } from './answer';
import { calendarFor, dayText } from './dates';
import type { Speaker } from './flow';
import type { Move } from './move';
import type { Readers } from './readers';
import type { Registry } from './registry';

/** The card key of what a banned person is told. */
export const BANNED = 'banned';
/** A banned person who goes on writing is told so once a minute, in milliseconds. */
export const BANNED_ONCE_MS = 60_000;

/** What a banned person reads: until when, and where they may still write. */
export async function bannedWords(readers: Readers, person: Speaker): Promise<Html> {
  const t = conversationTexts[person.language];
  const { ban = null } = person;
  const isForEver = ban === null || ban === 'infinity';
  const until = isForEver ? null : dayText(new Date(ban), await calendarFor(readers, person));
  return t.banned({ until });
}

/**
 * Whether a banned person may make this move: into a conversation that is open to them, or on within it by its own step. An action that works
 * anywhere may do something elsewhere, so it is not made from there.
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
