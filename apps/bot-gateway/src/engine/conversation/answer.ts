import type { Readers } from '../../readers';
import type { AdmittedInput } from '../consent/consent';
import { conversationTexts } from './conversation.texts';
import type { Place } from './conversation.store';
import type { Action, Flow, LoadContext, StepContext, Step } from './flow';
import type { Input } from './input';
import type { Move } from './move';
import type { Registry } from './registry';

/** The person's place when the input arrives. */
export interface ConversationState {
  /** Undefined for a new person. */
  readonly place: Place | undefined;
  /** The person's conversation; undefined if this release does not know it. */
  readonly flow: Flow | undefined;
}

/** A move, and the screen whose button asked for it, even if the sender has not recorded that screen yet. */
export interface Answer {
  readonly move: Move;
  readonly pressed: number | null;
}

/** Finds the move for an input: first from the current step, then from the global actions, else a helpful reply. */
export async function answerTo(
  input: AdmittedInput,
  { place, flow }: ConversationState,
  registry: Registry,
  readers: Readers,
  loading: LoadContext,
): Promise<Answer> {
  const step = flow && place && flow.steps[place.step];
  const matched = step && actionOf(step, input, place.screen);
  if (matched) {
    const context = await contextAt(flow, matched.action, place.draft, readers, loading);
    const move = matched.action.run(place.draft, matched.given as never, context) as Move;
    return { move, pressed: matched.pressed };
  }
  for (const { action, given } of registry.actionsFor(input)) {
    const at = flow && place && { flow: flow.name, draft: place.draft };
    const move = await action.run(given, { ...loading, at }, readers, input);
    if (move) return { move, pressed: null };
  }
  return { move: helpfulWord(input, { place, flow }, loading), pressed: null };
}

/** The context of a step's screen and actions. */
export async function contextAt(
  flow: Flow,
  { load }: Pick<Step, 'load'>,
  draft: unknown,
  readers: Readers,
  loading: LoadContext,
): Promise<StepContext> {
  const data: unknown = await load?.(readers, draft, loading);
  return { ...loading, t: flow.texts[loading.person.language], data };
}

interface MatchedAction {
  readonly action: Action;
  readonly given: unknown;
  readonly pressed: number | null;
}

/** The step's action for an input. */
function actionOf(step: Step, input: Input, screen: number | null): MatchedAction | undefined {
  for (const action of step.actions) {
    if (action.on === 'button') {
      if (input.kind !== 'button') continue;
      const isOfScreen = action.from === 'screen';
      if (isOfScreen && !isOnScreen(input.messageId, screen)) continue;
      const given = action.callback.decode(input.data);
      if (given !== undefined) return { action, given, pressed: isOfScreen ? input.messageId : null };
    } else if (action.on === 'text') {
      if (input.kind === 'text') return { action, given: input.text, pressed: null };
    } else if (action.on === input.kind) {
      return { action, given: input.file, pressed: null };
    }
  }
  return undefined;
}

/**
 * A person may press a button before the sender has recorded which message shows the screen. The button is then on a message newer
 * than the one we know. Message ids only grow in a chat, so an older screen never passes for the new one.
 */
const isOnScreen = (messageId: number, screen: number | null): boolean => screen === null || messageId >= screen;

/** No action handles the input. */
function helpfulWord(input: Input, { place, flow }: ConversationState, { person }: LoadContext): Move {
  const t = conversationTexts[person.language];
  if (input.kind === 'button') return { to: 'reply', notice: t.stale, effects: [] };
  if (place && !flow) return { to: 'menu', notice: t.outdated, effects: [] };
  const notice = input.kind === 'command' ? t.unknownCommand : t.unknown;
  if (!place) return { to: 'menu', notice, effects: [] };
  const isOneOfAlbum = 'file' in input && input.file.albumId !== null;
  if (isOneOfAlbum) return { to: 'reply', notice, effects: [] }; // not a screen for each of its pictures
  return { to: 'stay', draft: place.draft, notice, effects: [] };
}
