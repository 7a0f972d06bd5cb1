import { LANGUAGES, type Language } from '@aisha/domain';
import { CALLBACK_BYTES, type CallbackButton, type IncomingFile, type Input, type Screen } from '../src/conversation';
import type { Action, Moment, Speaker } from '../src/conversation/flow';
import type { GlobalAction } from '../src/conversation/feature';
import type { Move } from '../src/conversation/move';
import { MENU, type Registry } from '../src/conversation/registry';
import type { Readers } from '../src/readers';

/** One screen that somebody may come to. */
export interface Sight {
  readonly flow: string;
  readonly step: string;
  readonly draft: unknown;
  readonly screens: Readonly<Record<Language, Screen>>;
  /** Where its buttons lead, as `flow/step`. */
  readonly leadsTo: Set<string>;
}

export interface Walk {
  readonly sights: readonly Sight[];
  /** What is wrong, each as a sentence with its place. */
  readonly complaints: readonly string[];
  /** Names of the callbacks that were pressed. */
  readonly pressed: ReadonlySet<string>;
}

export interface Walker {
  readonly registry: Registry;
  readonly readers: Readers;
  readonly person: Speaker;
  readonly now: Date;
  readonly newId: Moment['newId'];
  /** Inputs that every step and every global action is tried with. */
  readonly inputs: readonly Input[];
  /** Global buttons that stand in messages outside the flows: results, cards. */
  readonly buttons?: readonly CallbackButton[];
}

/** Enough for every screen there is; a walk that needs more goes in circles. */
const MOST_PRESSES = 3_000;
/** Screens of one step that differ by their draft are looked at up to so many times. */
const VARIETY = 6;

/** Goes everywhere a person can go, by every command, every button and some typing, and looks at each screen in both languages. */
export async function walk(walker: Walker): Promise<Walk> {
  const explorer = new Explorer(walker);
  await explorer.run();
  return explorer;
}

class Explorer implements Walk {
  readonly sights: Sight[] = [];
  readonly complaints: string[] = [];
  readonly pressed = new Set<string>();
  private readonly seen = new Map<string, number>();
  private readonly ahead: Sight[] = [];
  private presses = 0;

  constructor(private readonly walker: Walker) {}

  async run(): Promise<void> {
    const { registry, inputs, buttons = [] } = this.walker;
    await this.arrive(MENU, undefined, undefined);
    for (const { command } of registry.actions) {
      if (command) await this.everywhere({ kind: 'command', name: command, argument: '' }, `/${command}`);
    }
    for (const button of buttons) await this.everywhere(pressOf(button), `button ${button.data}`);
    for (const input of inputs) await this.everywhere(input, `${input.kind} out of the blue`);
    for (let sight = this.ahead.shift(); sight; sight = this.ahead.shift()) await this.tryAll(sight);
  }

  private async tryAll(sight: Sight): Promise<void> {
    const { registry, inputs } = this.walker;
    const step = registry.flow(sight.flow).steps[sight.step];
    if (!step) return;
    const inputsHere = [...buttonsOf(sight.screens.ru).map(pressOf), ...inputs];
    for (const input of inputsHere) {
      if (++this.presses > MOST_PRESSES) return void this.complaints.push(`more than ${MOST_PRESSES} presses`);
      const where = `${sight.flow}/${sight.step}`;
      const met = meets(step.actions, input);
      const moves = met
        ? [await this.runAction(sight, met.action, met.given, where)]
        : await this.everywhere(input, where, sight);
      if (input.kind === 'button' && moves.length === 0) this.complaints.push(`${where}: nobody answers ${input.data}`);
      for (const move of moves) if (move && met) await this.follow(move, sight, input);
      if (input.kind === 'button') this.pressed.add(input.data.split(':')[0] ?? '');
    }
  }

  private async runAction(sight: Sight, action: Action, given: unknown, where: string): Promise<Move | undefined> {
    const flow = this.walker.registry.flow(sight.flow);
    try {
      const data: unknown = await flow.steps[sight.step]?.load?.(this.walker.readers, sight.draft, this.moment);
      const moment = { ...this.moment, t: flow.texts.ru, data };
      return action.run(sight.draft, given as never, moment) as Move;
    } catch (error) {
      this.complaints.push(`${where}: ${action.on} failed with ${String(error)}`);
      return undefined;
    }
  }

  /** What works on any message. */
  private async everywhere(input: Input, where: string, from?: Sight): Promise<(Move | undefined)[]> {
    const moves: (Move | undefined)[] = [];
    for (const { action, given } of this.walker.registry.actionsFor(input)) {
      const move = await this.runGlobal(action, given, input, where);
      moves.push(move);
      if (move) await this.follow(move, from, input);
    }
    return moves;
  }

  private async runGlobal(
    action: GlobalAction,
    given: unknown,
    input: Input,
    where: string,
  ): Promise<Move | undefined> {
    try {
      return (await action.run(
        given,
        { ...this.moment, t: undefined, data: undefined },
        this.walker.readers,
        input,
      )) as Move | undefined;
    } catch (error) {
      this.complaints.push(`${where}: failed with ${String(error)}`);
      return undefined;
    }
  }

  private async follow(move: Move, from: Sight | undefined, input: Input): Promise<void> {
    const reached = await this.reached(move, from);
    if (reached && from && input.kind === 'button') from.leadsTo.add(reached);
  }

  private reached(move: Move, from: Sight | undefined): Promise<string | undefined> {
    switch (move.to) {
      case 'step':
        return this.arrive(from?.flow ?? MENU, move.step, move.draft);
      case 'stay':
        return this.arrive(from?.flow ?? MENU, from?.step, move.draft, false);
      case 'flow':
        return this.arrive(move.flow, move.step, move.draft);
      case 'menu':
      case 'end':
        return this.arrive(MENU, undefined, undefined);
      case 'resume':
      case 'nowhere':
        return Promise.resolve(undefined);
    }
  }

  private async arrive(
    flowName: string,
    stepName: string | undefined,
    given: unknown,
    isEntering = true,
  ): Promise<string | undefined> {
    const flow = this.walker.registry.flow(flowName);
    const name = stepName ?? flow.first;
    const where = `${flowName}/${name}`;
    const step = flow.steps[name];
    if (!step) return void this.complaints.push(`${where}: no such step`);
    try {
      let draft = given ?? flow.begin();
      const look = async (language: Language): Promise<Screen> => {
        const moment = { ...this.moment, person: { ...this.walker.person, language }, t: flow.texts[language] };
        const data: unknown = await step.load?.(this.walker.readers, draft, moment);
        if (step.enter && isEntering) draft = step.enter(draft, { ...moment, data });
        return step.screen(draft, moment.t, data);
      };
      const screens = { ru: await look('ru'), en: await look('en') };
      // A draft is a row of JSON: what does not survive that is lost on the way to the next input.
      draft = JSON.parse(JSON.stringify(draft)) as unknown;
      this.remember({ flow: flowName, step: name, draft, screens, leadsTo: new Set() }, where);
      return where;
    } catch (error) {
      this.complaints.push(`${where}: cannot be shown: ${String(error)}`);
      return undefined;
    }
  }

  private remember(sight: Sight, where: string): void {
    const kinds = buttonsOf(sight.screens.ru).map(({ data }) => data.split(':')[0]);
    const key = `${where} ${[...new Set(kinds)].join(' ')}`;
    const times = this.seen.get(key) ?? 0;
    if (times >= VARIETY) return;
    this.seen.set(key, times + 1);
    this.sights.push(sight);
    this.ahead.push(sight);
    for (const language of LANGUAGES) {
      this.complaints.push(...complaintsAbout(sight.screens[language], language).map((what) => `${where}: ${what}`));
    }
  }

  private get moment(): Omit<Moment, 't' | 'data'> {
    const { person, now, newId } = this.walker;
    return { person, now, newId };
  }
}

const buttonsOf = (screen: Screen): CallbackButton[] =>
  (screen.buttons ?? []).flat().filter((button): button is CallbackButton => 'data' in button);

const pressOf = (button: CallbackButton): Input => ({ kind: 'button', data: button.data, messageId: 1, queryId: '1' });

function meets(actions: readonly Action[], input: Input): { action: Action; given: unknown } | undefined {
  for (const action of actions) {
    if (action.on === 'button' && input.kind === 'button') {
      const fields = action.callback.decode(input.data);
      if (fields !== undefined) return { action, given: fields };
    } else if (action.on === 'text' && input.kind === 'text') return { action, given: input.text };
    else if ('file' in input && action.on === input.kind) return { action, given: input.file };
  }
  return undefined;
}

/** 4096 and 1024 are counted after the markup is parsed (telegram.md §5). */
function complaintsAbout(screen: Screen, language: Language): string[] {
  const complaints: string[] = [];
  const { markup } = screen.text;
  const words = markup.replace(/<[^>]*>/g, '');
  const labels = (screen.buttons ?? []).flat();
  if (words.trim() === '') complaints.push(`${language}: says nothing`);
  if ([...words].length > (screen.photo === undefined ? 4096 : 1024)) complaints.push(`${language}: says too much`);
  if (/\n[ \t]+\S/.test(markup) || / \n/.test(markup))
    complaints.push(`${language}: is laid out like code: ${markup.slice(0, 80)}`);
  for (const problem of unbalanced(markup)) complaints.push(`${language}: ${problem}`);
  for (const label of labels) {
    if (label.text.trim() === '') complaints.push(`${language}: a button without words`);
    if ('data' in label && Buffer.byteLength(label.data) > CALLBACK_BYTES) complaints.push(`${label.data} is too long`);
  }
  // Except the names of languages, which are written in themselves, and what a person said, which is quoted.
  const said = [words, ...labels.map(({ text }) => text)]
    .join(' ')
    .replace('Русский', '')
    .replace(/“[^”]*”/g, '');
  if (language === 'en' && /\p{Script=Cyrillic}/u.test(said))
    complaints.push(`en: speaks Russian: ${said.slice(0, 80)}`);
  if (language === 'ru' && !/\p{Script=Cyrillic}/u.test(said))
    complaints.push(`ru: does not speak Russian: ${said.slice(0, 80)}`);
  return complaints;
}

/** The tags Telegram knows (core.telegram.org/bots/api#html-style), each closed in its turn. */
function unbalanced(markup: string): string[] {
  const open: string[] = [];
  for (const [, closing, tag = ''] of markup.matchAll(/<(\/?)([a-z-]+)(?:\s[^>]*)?>/gi)) {
    if (!/^(b|i|u|s|code|pre|a|blockquote|tg-spoiler)$/.test(tag)) return [`Telegram has no <${tag}>`];
    if (!closing) open.push(tag);
    else if (open.pop() !== tag) return [`</${tag}> closes nothing`];
  }
  return open.map((tag) => `<${tag}> is not closed`);
}

/** A file as Telegram announces it. */
export const incoming = (given: Partial<IncomingFile> = {}): IncomingFile => ({
  fileId: 'file-1',
  uniqueId: 'unique-1',
  bytes: 100_000,
  name: null,
  mimeType: null,
  seconds: null,
  albumId: null,
  caption: null,
  ...given,
});
