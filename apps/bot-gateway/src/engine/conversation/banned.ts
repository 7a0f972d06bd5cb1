import { conversationTexts, type Html } from '@aisha/words';
import type { Answer, ConversationState } from './answer';
import { calendarFor, dayText } from './dates';
import type { Speaker } from './flow';
import type { Readers } from './readers';
import type { Registry } from './registry';

/** The card key of the message that tells a person about the ban. */
export const BANNED = 'banned';
/** How long, in milliseconds, a banned person who goes on writing is not told about the ban again. */
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
 * Whether a banned person may make this move. They may open a conversation that is open to banned people. In such a conversation they may
 * make the moves of its steps, except moves to the menu and to a draft. Other moves of a global action are not allowed even there, because
 * the action may be about something else; an action that is open to banned people says so itself.
 */
export function isOpenToBanned(
  { move, isOfStep = false, isOpenToBanned: isOpen = false }: Answer,
  { flow }: ConversationState,
  registry: Registry,
): boolean {
  if (isOpen) return true;
  if (move.to === 'flow') return registry.flow(move.flow).isOpenToBanned ?? false;
  return isOfStep && (flow?.isOpenToBanned ?? false) && move.to !== 'menu' && move.to !== 'resume';
}
