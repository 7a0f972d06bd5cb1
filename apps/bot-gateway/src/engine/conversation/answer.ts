import { DraftReader } from '@aisha/database/bot';
import type { AdmittedInput } from './consent';
import { conversationTexts } from '@aisha/words';
import type { Place } from './conversation.store';
import { type Action, type Flow, type LoadContext, MENU, type StepContext, type Step } from './flow';
import type { Input } from './input';
import type { Move } from './move';
import type { Registry } from './registry';
import { typedButton } from './typed-press';
import type { Readers } from './readers';
import { UNFOLD } from './unfolding';

/** Where the person is when the input arrives. */
export interface ConversationState {
  /** The person's place; undefined for a new person. */
  readonly place: Place | undefined;
  /** The conversation that the person is in; undefined if this release does not know it. */
  readonly flow: Flow | undefined;
  /** Whether the input waited for the person's consent; a toast would then reach nobody. */
  readonly wasHeld?: boolean | undefined;
}

/**
 * A move. `pressed` is the message whose button asked for the move; null when no button of the step's screen asked for it. The message
 * `pressed` shows the screen, even if the sender has not recorded that yet.
 */
export interface Answer {
  readonly move: Move;
  readonly pressed: number | null;
  /** Whether the person typed a button's words instead of pressing it. */
  readonly isTyped: boolean;
  /** Whether the answer comes from the person's own step, and not from an action that works anywhere. */
  readonly isOfStep?: boolean;
  /** Whether the answer comes from an action that works anywhere and is open to banned people. */
  readonly isOpenToBanned?: boolean;
}

/**
 * Finds the move for an input: first from the current step, then from the global actions. In the menu, and at a step that hears questions, a
 * typed question is answered before these two are tried; elsewhere after them. An input that is still not handled gets a helpful reply, and
 * a button whose screen is gone gets a fresh screen.
 */
export async function answerTo(
  given: AdmittedInput,
  { place, flow, wasHeld = false }: ConversationState,
  registry: Registry,
  readers: Readers,
  loading: LoadContext,
): Promise<Answer> {
  const step = flow && place && flow.steps[place.step];
  const typed = step && (await typedPress(given, { place, flow }, step, readers, loading));
  const input = typed?.press ?? given;
  const isTyped = typed?.press !== undefined;
  const asked = () => questionAnswered(input, { place, flow }, registry, readers, loading);
  const hearsQuestions = !place || place.flow === MENU || step?.hearsQuestions?.(place.draft);
  const question = hearsQuestions ? await asked() : undefined;
  if (question) return question;
  const matched = step && actionOf(step, input, place.screen);
  if (matched) {
    const { action } = matched;
    const isLoaded = typed !== undefined && action.load === step.load;
    const context = isLoaded ? typed.context : await contextAt(flow, action, place.draft, readers, loading);
    const move = action.run(place.draft, matched.given as never, context) as Move;
    return { move, pressed: isTyped ? null : matched.pressed, isTyped, isOfStep: true };
  }
  for (const { action, given: value } of registry.actionsFor(input)) {
    const at = flow && place && { flow: flow.name, draft: place.draft };
    const move = await action.run(value, { ...loading, at }, readers, input);
    const { isOpenToBanned = false } = action;
    if (move) return { move, pressed: null, isTyped, isOpenToBanned };
  }
  const atLast = hearsQuestions ? undefined : await asked();
  if (atLast) return atLast;
  if (given.kind === 'button') {
    const move = await freshScreen(given, { place, flow, wasHeld }, registry, readers, loading);
    return { move, pressed: null, isTyped };
  }
  return { move: helpfulWord(given, { place, flow }, loading), pressed: null, isTyped };
}

/**
 * The answer to a typed question: the screen of the command for which it asks. A command that the bot does not have, such as /my_balance,
 * counts as a question if its words are a known line: nothing is guessed, because a guess would leave no way back to «no such command».
 * Undefined for any other input.
 */
async function questionAnswered(
  input: Input,
  { place, flow }: ConversationState,
  registry: Registry,
  readers: Readers,
  loading: LoadContext,
): Promise<Answer | undefined> {
  const { intents } = registry;
  const words = wordsOfUnknown(input, registry);
  const asked = input.kind === 'text' ? intents?.commandFor(input.text) : words && intents?.commandForKnown(words);
  if (!intents || !asked) return undefined;
  const command = { kind: 'command', ...asked } as const;
  for (const { action } of registry.actionsFor(command)) {
    const at = flow && place && { flow: flow.name, draft: place.draft };
    const move = await action.run(command.argument, { ...loading, at }, readers, command);
    if (!move) continue;
    if (move.to !== 'flow' || input.kind !== 'text') return { move, pressed: null, isTyped: false };
    const question = { messageId: input.messageId, otherwise: intents.otherwise };
    return { move: { ...move, question }, pressed: null, isTyped: false };
  }
  return undefined;
}

const wordsOfUnknown = (input: Input, { commands }: Registry): string | undefined =>
  input.kind === 'command' && !commands.has(input.name) ? input.name.replaceAll('_', ' ') : undefined;

/** The longest text, in characters, that may be a button's words. For a longer text the step's screen is not drawn for the comparison. */
const LABEL_CHARACTERS = 64;

/** Finds the button of the step's screen whose words the person has typed. An edited message presses no button. */
async function typedPress(
  input: Input,
  { place, flow }: { readonly place: Place; readonly flow: Flow },
  step: Step,
  readers: Readers,
  loading: LoadContext,
): Promise<{ readonly context: StepContext; readonly press: (Input & { kind: 'button' }) | undefined } | undefined> {
  if (input.kind !== 'text' || input.isEdited || input.text.length > LABEL_CHARACTERS) return undefined;
  const context = await contextAt(flow, step, place.draft, readers, loading);
  const button = typedButton(step.screen(place.draft, context.t, context.data), input.text);
  const press = button && ({ kind: 'button', data: button.data, messageId: place.screen ?? 0, queryId: '' } as const);
  return { context, press };
}

/** Builds the context of a step's screen and actions. */
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

/** Finds the action of the step that handles an input. Every step also has the button «⋯». */
function actionOf(step: Step, input: Input, screen: number | null): MatchedAction | undefined {
  for (const action of [UNFOLD, ...step.actions]) {
    if (action.on === 'button') {
      if (input.kind !== 'button') continue;
      const isOfScreen = action.from === 'screen';
      if (isOfScreen && !isOnScreen(input.messageId, screen)) continue;
      const given = action.callback.decode(input.data);
      if (given !== undefined) return { action, given, pressed: isOfScreen ? input.messageId : null };
    } else if (action.on === 'text') {
      if (input.kind === 'text') return { action, given: input.text, pressed: null };
    } else if (action.on === 'caption') {
      if (input.kind === 'caption') return { action, given: input.words, pressed: null };
    } else if (action.on === input.kind) {
      return { action, given: input.file, pressed: null };
    }
  }
  return undefined;
}

/**
 * Whether a pressed button is on the step's screen. A person may press it before the sender has recorded which message shows the screen; the
 * button is then on a newer message than the one we know. Message ids only grow in a chat, so an older screen is never mistaken for the new
 * one.
 */
const isOnScreen = (messageId: number, screen: number | null): boolean => screen === null || messageId >= screen;

/**
 * The move for a button whose screen is gone: the screen of its conversation as it is now, or the menu when no conversation has such a
 * button any more. The second of two quick taps only gets a toast, and so does a press in a conversation whose draft would be lost; a press
 * that waited for the consent always gets a screen, because Telegram shows no toast for it any more.
 */
async function freshScreen(
  { data, messageId }: Input & { readonly kind: 'button' },
  { place, flow, wasHeld }: ConversationState,
  registry: Registry,
  readers: Readers,
  context: LoadContext,
): Promise<Move> {
  const { userId, language } = context.person;
  const { stale, fresh } = conversationTexts[language];
  const noScreen: Move = wasHeld
    ? { to: 'menu', notice: undefined, effects: [] }
    : { to: 'reply', notice: stale, effects: [] };
  if (!place || (place.isRecent && !wasHeld) || data === '') return noScreen;
  const owner = registry.flowOf(data) ?? registry.flow(MENU);
  const isOwn = owner.name === flow?.name;
  const isLosing = flow && !isOwn && flow.name !== MENU && !flow.worthKeeping;
  if (isLosing && !wasHeld) return noScreen;
  // An earlier release may have put the button on the present screen of the person's flow, although it belongs to another flow now. The
  // person's flow may then still know the button.
  const isOfScreen = isOnScreen(messageId, place.screen);
  const own = isOfScreen ? await flow?.leftButton?.(data, context, readers, place.draft) : undefined;
  const again = own ?? (await owner.leftButton?.(data, context, readers, isOwn ? place.draft : undefined));
  if (again) return again.to === 'flow' ? { ...again, notice: fresh } : again;
  if (isOwn) return { to: 'stay', draft: place.draft, notice: fresh, effects: [] };
  if (owner.isAboutOne) return noScreen;
  const kept = (await readers.of(DraftReader).of(userId)).find((draft) => draft.flow === owner.name);
  if (!kept) return { to: 'flow', flow: owner.name, step: undefined, draft: undefined, notice: fresh, effects: [] };
  return { to: 'resume', draft: { flow: kept.flow, about: kept.about }, notice: fresh, effects: [] };
}

/** The reply to an input that no action handles. */
function helpfulWord(input: Input, { place, flow }: ConversationState, { person }: LoadContext): Move {
  const t = conversationTexts[person.language];
  if (place && !flow) return { to: 'menu', notice: t.outdated, effects: [] };
  const notice =
    input.kind === 'command' ? t.unknownCommand : t.unknown({ what: input.kind === 'other' ? input.what : 'else' });
  const isOneOfAlbum = place && 'file' in input && input.file.albumId !== null;
  if (isOneOfAlbum) return { to: 'reply', notice, effects: [] }; // so that an album gets one answer, not a screen for each picture
  if (!place || place.flow === MENU) return { to: 'menu', notice, effects: [] }; // the person begins anew, and is greeted once
  return { to: 'stay', draft: place.draft, notice, effects: [] };
}
