import { isDeepStrictEqual } from 'node:util';
import { CONSENT_VERSION, type Language } from '@aisha/domain';
import { DraftReader } from '@aisha/database/bot';
import {
  CALLBACK_BYTES,
  plainText,
  type CallbackButton,
  type DraftKey,
  type Effect,
  type Html,
  type IncomingFile,
  type Input,
  type Screen,
  type Readers,
} from '../src/engine/conversation';
import { messageOf, type Content } from '../src/engine/deliveries/content';
import { admit } from '../src/engine/conversation/consent';
import { answerTo } from '../src/engine/conversation/answer';
import { MENU, type StepContext, type Speaker } from '../src/engine/conversation/flow';
import type { Move } from '../src/engine/conversation/move';
import { foldedDraft, openedScreen } from '../src/engine/conversation/unfolding';
import type { Registry } from '../src/engine/conversation/registry';

/** The name of the place for a button that works on any message. */
export const ANYWHERE = 'anywhere';

/** One screen that a person may reach. */
export interface Sight {
  /** The place: `flow/step`. */
  readonly place: string;
  readonly flow: string;
  readonly step: string;
  readonly draft: unknown;
  readonly screen: Screen;
  /** The screens to which its buttons lead. */
  readonly leadsTo: Set<string>;
}

export interface Walk {
  readonly sights: readonly Sight[];
  /** The faults that the walk has found, each as a sentence with its place. */
  readonly complaints: readonly string[];
  /** The buttons that were answered: for each, the place whose action answered it, and the callback's name. */
  readonly pressed: ReadonlySet<string>;
  /** The names of the jobs that the moves send. */
  readonly sent: ReadonlySet<string>;
  /** Every press that was answered. */
  readonly presses: readonly Press[];
}

/** A button that was pressed, the screen where the person was, and the place whose action answered. */
export interface Press {
  readonly from: Sight;
  readonly input: Input & { readonly kind: 'button' };
  readonly answeredAt: string;
}

/** The result of one input. */
interface Consequences {
  readonly move: Move;
  /** Everything that the person would see: toasts, screens, cards and files, with the references of pictures. */
  readonly shown: readonly unknown[];
}

export interface Walker {
  readonly registry: Registry;
  readonly readers: Readers;
  readonly person: Speaker;
  readonly now: Date;
  readonly newId: StepContext['newId'];
  /** The inputs that are tried at every step, besides its buttons. */
  readonly inputs: readonly Input[];
  /** The parameters of links to the bot that the person opens. */
  readonly starts?: readonly string[];
  /** Messages in the chat besides the flows' screens, such as results and cards. */
  readonly messages?: readonly Screen[];
}

/** The most presses of a walk. They are enough for every screen; a walk that needs more goes in circles. */
const MOST_PRESSES = 8_000;
/** How many screens of one step, with different drafts, the walk visits at most. */
const VARIETY = 3;
/** The most characters of a toast (answerCallbackQuery, core.telegram.org/bots/api#answercallbackquery). */
const TOAST_CHARACTERS = 200;

/** Goes everywhere a person can go, with every command, every button and some typed texts, and checks every screen on the way. */
export async function walk(walker: Walker): Promise<Walk> {
  const explorer = new Explorer(walker);
  await explorer.run();
  return explorer;
}

/** Tries one input at one place, without following where it leads. Undefined for an input that waits for a consent. */
export const tryAt = (walker: Walker, input: Input, at: Sight): Promise<Consequences | undefined> =>
  new Explorer(walker).consequencesOf(input, at);

type Message = Pick<Content & { kind: 'message' }, 'markup' | 'photo' | 'buttons'>;

/** The id of the message that shows the step, and that of any other message with buttons. */
const SCREEN_ID = 1;
const OTHER_ID = 2;

class Explorer implements Walk {
  readonly sights: Sight[] = [];
  readonly complaints: string[] = [];
  readonly pressed = new Set<string>();
  readonly sent = new Set<string>();
  readonly presses: Press[] = [];
  private readonly seen = new Map<string, number>();
  /** The buttons of messages that were pressed, by their data. */
  private readonly tried = new Set<string>();
  private readonly ahead: { readonly sight: Sight; readonly inputs: readonly Input[] }[] = [];
  private taken = 0;

  constructor(private readonly walker: Walker) {}

  async run(): Promise<void> {
    const { registry, messages = [], starts = [] } = this.walker;
    const home = await this.arrive(MENU, undefined, undefined);
    if (!home) return;
    for (const command of registry.commands) await this.take({ kind: 'command', name: command, argument: '' }, home);
    for (const argument of starts) await this.take({ kind: 'command', name: 'start', argument }, home);
    for (const screen of messages) await this.receive(messageOf(screen), home);
    for (let next = this.ahead.shift(); next; next = this.ahead.shift()) {
      for (const input of next.inputs) await this.take(input, next.sight);
    }
  }

  async consequencesOf(input: Input, at: Sight): Promise<Consequences | undefined> {
    const move = await this.moveOf(input, at, at.place);
    if (!move) return undefined;
    const reached = await this.reached(move, at);
    const contents = move.effects.flatMap((effect) => (effect.kind === 'say' ? effect.content : []));
    const shown = [
      wordsOf(move)?.markup,
      reached && messageOf(reached.screen),
      contents,
      messagesOf(move.effects, this.language),
    ];
    return { move, shown };
  }

  private async take(input: Input, from: Sight, where = from.place): Promise<void> {
    if (++this.taken > MOST_PRESSES) return void this.complaints.push(`more than ${MOST_PRESSES} presses`);
    const move = await this.moveOf(input, from, where);
    if (!move) return;
    for (const effect of move.effects) if (effect.kind === 'send') this.sent.add(effect.message.job);
    const words = wordsOf(move);
    if (words) this.read(words, where);
    const reached = await this.reached(move, from);
    if (move.to === 'flow' && move.question) {
      const buttons = [[move.question.otherwise(this.language).button]];
      await this.receive({ ...messageOf(from.screen), buttons }, reached ?? from, where);
    }
    // The buttons of the messages are pressed from the step to which the move has led.
    for (const message of messagesOf(move.effects, this.language)) await this.receive(message, reached ?? from, where);
    if (input.kind !== 'button') return;
    const answeredAt = this.answersAt(from, input) ?? ANYWHERE;
    this.pressed.add(`${answeredAt} ${input.data.split(':')[0]}`);
    this.presses.push({ from, input, answeredAt });
    if (reached && input.messageId === SCREEN_ID) from.leadsTo.add(reached.place);
    const isSame = input.messageId === SCREEN_ID && isDeepStrictEqual(reached?.screen, from.screen);
    const complaint = complaintAbout(move, reached !== undefined && (!isSame || maySeemSame(from.screen, input.data)));
    if (complaint) this.complaints.push(`${where}: ${input.data} ${complaint}`);
  }

  private async moveOf(input: Input, { flow: name, step, draft }: Sight, where: string): Promise<Move | undefined> {
    const { registry, readers } = this.walker;
    const flow = registry.flow(name);
    const place = { flow: name, step, draft, version: flow.version, screen: SCREEN_ID, updateId: 1, isRecent: false };
    // The check of the consent has a spec of its own (consent.medium.spec.ts).
    const admitted = admit(input, { consent: CONSENT_VERSION });
    if (!admitted) return undefined;
    try {
      return (await answerTo(admitted, { place, flow }, registry, readers, this.context)).move;
    } catch (error) {
      this.complaints.push(`${where}: ${'data' in input ? input.data : input.kind} failed with ${String(error)}`);
      return undefined;
    }
  }

  /** The place of the step, if the step handles this button. */
  private answersAt({ flow, step, place }: Sight, { data }: Input & { kind: 'button' }): string | undefined {
    const actions = this.walker.registry.flow(flow).steps[step]?.actions ?? [];
    return actions.some((action) => action.on === 'button' && action.callback.decode(data)) ? place : undefined;
  }

  private reached(move: Move, from: Sight): Promise<Sight | undefined> {
    switch (move.to) {
      case 'step':
        return this.arrive(from.flow, move.step, move.draft);
      case 'stay':
        return this.arrive(from.flow, from.step, move.draft, false);
      case 'flow':
        return this.arrive(move.flow, move.step, move.draft);
      case 'menu':
      case 'end':
        return this.arrive(MENU, undefined, undefined);
      case 'resume':
        return this.resume(move.draft);
      case 'reply':
        return Promise.resolve(undefined);
    }
  }

  private async resume(key: DraftKey): Promise<Sight | undefined> {
    const kept = await this.walker.readers.of(DraftReader).find(this.walker.person.userId, key);
    return kept ? this.arrive(key.flow, kept.step, kept.draft) : undefined;
  }

  private async arrive(
    flowName: string,
    stepName: string | undefined,
    given: unknown,
    isEntering = true,
  ): Promise<Sight | undefined> {
    const flow = this.walker.registry.flow(flowName);
    const name = stepName ?? flow.first;
    const place = `${flowName}/${name}`;
    const step = flow.steps[name];
    if (!step) return void this.complaints.push(`${place}: no such step`);
    try {
      let draft = given ?? flow.begin();
      if (isEntering) draft = foldedDraft(draft);
      const data: unknown = await step.load?.(this.walker.readers, draft, this.context);
      const context = { ...this.context, t: flow.texts[this.language], data };
      if (step.enter && isEntering) draft = step.enter(draft, context);
      const screen = openedScreen(step.screen(draft, context.t, data), draft, this.language);
      // A draft is stored as JSON, so values that JSON does not keep are lost before the next input.
      draft = JSON.parse(JSON.stringify(draft)) as unknown;
      const sight: Sight = { place, flow: flowName, step: name, draft, screen, leadsTo: new Set() };
      this.remember(sight);
      return sight;
    } catch (error) {
      this.complaints.push(`${place}: cannot be shown: ${String(error)}`);
      return undefined;
    }
  }

  private remember(sight: Sight): void {
    const message = messageOf(sight.screen);
    const buttons = buttonsOf(message);
    const kinds = buttons.map(({ data }) => data.split(':')[0]);
    const key = `${sight.place} ${[...new Set(kinds)].join(' ')}`;
    const times = this.seen.get(key) ?? 0;
    if (times >= VARIETY) return;
    this.seen.set(key, times + 1);
    this.sights.push(sight);
    const presses = buttons.map((button) => pressOf(button, SCREEN_ID));
    // A step answers typed and sent inputs in the same way for any draft, so one draft is enough.
    this.ahead.push({ sight, inputs: times === 0 ? [...presses, ...this.walker.inputs] : presses });
    this.read(message, sight.place);
  }

  /** Takes in a message that comes in addition to the screen. Its buttons work wherever the person is. */
  private async receive(message: Message, from: Sight, where = 'a message'): Promise<void> {
    this.read(message, where);
    for (const button of buttonsOf(message)) {
      if (this.tried.has(button.data)) continue;
      this.tried.add(button.data);
      await this.take(pressOf(button, OTHER_ID), from, `${where} «${button.text}»`);
    }
  }

  private read(message: Message, where: string): void {
    this.complaints.push(...mistakesIn(message, this.language).map((what) => `${where}: ${what}`));
  }

  private get language(): Language {
    return this.walker.person.language;
  }

  private get context(): Omit<StepContext, 't' | 'data'> {
    const { person, now, newId } = this.walker;
    return { person, now, isStorageAway: false, newId };
  }
}

/** The messages whose words are ours, besides the next screen. The words of a file or an album are the person's. */
const messagesOf = (effects: readonly Effect[], language: Language): Message[] =>
  effects.flatMap((effect) => {
    if (effect.kind === 'card' && effect.change)
      return messageOf(effect.card.render(effect.change(undefined), language));
    if (effect.kind !== 'say') return [];
    return effect.content.kind === 'message' || effect.content.kind === 'edit' ? effect.content : [];
  });

const wordsOf = (move: Move): Html | undefined =>
  move.to === 'end' ? move.words : 'notice' in move ? move.notice : undefined;

/** The buttons that read their screen again: they say so, and show the same when nothing has changed. */
const READS_AGAIN = ['admin.refresh'];

/** Whether pressing a button may leave its screen as it is: it reads the screen again, or belongs to a choice that is already made. */
const maySeemSame = ({ buttons = [] }: Screen, pressed: string): boolean =>
  READS_AGAIN.includes(pressed) ||
  buttons.flat().some((button) => 'data' in button && button.data === pressed && button.text.startsWith('✓'));

/**
 * The complaint about a press that leads nowhere. Such a press must do something, and say so: the bot must not show a button only to refuse
 * it.
 */
function complaintAbout(move: Move, leadsOn: boolean): string | undefined {
  const toast = 'notice' in move && move.notice;
  if (toast && [...plainText(toast)].length > TOAST_CHARACTERS) return 'is answered at too great a length for a toast';
  if (leadsOn) return undefined;
  if (toast) return move.effects.length > 0 ? undefined : `is refused: ${toast.markup}`;
  return move.effects.some(({ kind }) => kind === 'say' || kind === 'card') ? undefined : 'is not answered';
}

const buttonsOf = ({ buttons = [] }: Message): CallbackButton[] =>
  buttons.flat().filter((button): button is CallbackButton => 'data' in button);

const pressOf = ({ data }: CallbackButton, messageId: number): Input => ({
  kind: 'button',
  data,
  messageId,
  queryId: '1',
  quoted: 'Anna on the Moon',
});

/** The faults of a message. Telegram counts its 4096 or 1024 characters after it has parsed the markup (telegram.md §5). */
function mistakesIn({ markup, photo, buttons = [] }: Message, language: Language): string[] {
  const complaints: string[] = [];
  const words = markup.replace(/<[^>]*>/g, '');
  const labels = buttons.flat();
  if (words.trim() === '') complaints.push(`${language}: says nothing`);
  if ([...words].length > (photo === undefined ? 4096 : 1024)) complaints.push(`${language}: says too much`);
  if (/\n[ \t]+\S/.test(markup) || / \n/.test(markup))
    complaints.push(`${language}: is laid out like code: ${markup.slice(0, 80)}`);
  for (const problem of unbalanced(markup)) complaints.push(`${language}: ${problem}`);
  for (const label of labels) {
    if (label.text.trim() === '') complaints.push(`${language}: a button without words`);
    if ('data' in label && Buffer.byteLength(label.data) > CALLBACK_BYTES) complaints.push(`${label.data} is too long`);
  }
  // The names of languages are left out, because each is in its own language. A person's own words are left out, because they are quoted.
  const said = [words, ...labels.map(({ text }) => text)]
    .join(' ')
    .replace(/Русский|Українська|Қазақша/g, '')
    .replace(/“[^”]*”/g, '');
  if (language === 'en' && /\p{Script=Cyrillic}/u.test(said))
    complaints.push(`en: speaks Russian: ${said.slice(0, 80)}`);
  if (language === 'ru' && !/\p{Script=Cyrillic}/u.test(said))
    complaints.push(`ru: does not speak Russian: ${said.slice(0, 80)}`);
  return complaints;
}

/** The tags in a markup that are not closed in the right order, or that Telegram does not know (core.telegram.org/bots/api#html-style). */
function unbalanced(markup: string): string[] {
  const open: string[] = [];
  for (const [, closing, tag = ''] of markup.matchAll(/<(\/?)([a-z-]+)(?:\s[^>]*)?>/gi)) {
    if (!/^(b|i|u|s|code|pre|a|blockquote|tg-spoiler)$/.test(tag)) return [`Telegram has no <${tag}>`];
    if (!closing) open.push(tag);
    else if (open.pop() !== tag) return [`</${tag}> closes nothing`];
  }
  return open.map((tag) => `<${tag}> is not closed`);
}

/** A file in the form in which Telegram announces it. */
export const incoming = (given: Partial<IncomingFile> = {}): IncomingFile => ({
  messageId: 100,
  fileId: 'file-1',
  uniqueId: 'unique-1',
  bytes: 100_000,
  name: null,
  mimeType: null,
  albumId: null,
  caption: null,
  ...given,
});
