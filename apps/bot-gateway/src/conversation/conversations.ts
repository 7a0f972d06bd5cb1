import type { Clock } from '@aisha/platform';
import { newId } from '@aisha/platform';
import type { Outbox } from '@aisha/messaging';
import type { Transaction } from '@aisha/database';
import type { Cards } from '../cards/cards';
import { editOf, messageOf, messageWith } from '../deliveries/content';
import type { Deliveries, DeliveryOptions } from '../deliveries/deliveries';
import type { PersonStore } from '../people/person.store';
import { Readers } from '../readers';
import type { ConversationStore, Place } from './conversation.store';
import { conversationTexts } from './conversation.texts';
import type { Action, Flow, Loading, Moment, Speaker, Step } from './flow';
import { joined, plainText, type Html } from './html';
import type { Input } from './input';
import type { Effect, Move } from './move';
import { MENU, type Registry } from './registry';
import type { Screen } from './screen';

/** The card key under which a person's screen is delivered: only the newest unsent drawing of it is sent. */
export const SCREEN = 'screen';
/** answerCallbackQuery (core.telegram.org/bots/api#answercallbackquery). */
const TOAST_CHARACTERS = 200;

/** One thing a person did, and when it reached us. */
export interface Arrival {
  readonly updateId: number;
  readonly receivedAt: Date;
  readonly input: Input;
}

interface Parts {
  readonly registry: Registry;
  readonly store: ConversationStore;
  readonly people: PersonStore;
  readonly deliveries: Deliveries;
  readonly cards: Cards;
  readonly outbox: Outbox;
  readonly clock: Clock;
}

/** Takes an input to the step a person is at, and the person to where it leads: all in the caller's transaction. */
export class Conversations {
  constructor(private readonly parts: Parts) {}

  async handle(tx: Transaction, person: Speaker, arrival: Arrival): Promise<void> {
    const place = await this.parts.store.place(tx, person.userId);
    if (place?.updateId === arrival.updateId) return;
    await new Turn(this.parts, tx, person, arrival, place).take();
  }
}

/** One input of one person, from the action it meets to what is shown. */
class Turn {
  private readonly flow: Flow | undefined;
  private readonly loading: Loading;
  private readonly readers: Readers;
  /** The message whose button took the step: the screen, also when the sender has not yet said so. */
  private pressed: number | null = null;

  constructor(
    private readonly parts: Parts,
    private readonly tx: Transaction,
    private person: Speaker,
    private readonly arrival: Arrival,
    private readonly place: Place | undefined,
  ) {
    const flow = place && parts.registry.flows.get(place.flow);
    this.flow = flow && flow.version === place.version && place.step in flow.steps ? flow : undefined;
    this.loading = { person, now: parts.clock.now(), newId };
    this.readers = Readers.within(tx);
  }

  async take(): Promise<void> {
    const move = await this.answer();
    for (const effect of move.effects) if (effect.kind === 'language') await this.speak(effect.language);
    if (this.input.kind === 'button') await this.answerQuery('notice' in move ? move.notice : undefined);
    switch (move.to) {
      case 'step':
        await this.effects(move.effects);
        return this.enter(this.flowAtHand(), move.step, move.draft);
      case 'stay':
        await this.effects(move.effects);
        return this.stay(move.draft, move.notice);
      case 'end':
        await this.end(move.words);
        return this.effects(move.effects);
      case 'menu':
        await this.effects(move.effects);
        await this.keepDraft();
        return this.enter(this.parts.registry.flow(MENU), undefined, undefined, move.notice);
      case 'flow':
        await this.effects(move.effects);
        await this.keepDraft();
        return this.enter(this.parts.registry.flow(move.flow), move.step, move.draft);
      case 'resume':
        return this.resume(move.flow);
      case 'nowhere':
        if (this.input.kind !== 'button' && move.notice) await this.say(messageWith(move.notice), this.oncePerAlbum());
        return this.effects(move.effects);
    }
  }

  private get input(): Input {
    return this.arrival.input;
  }

  private get t() {
    return conversationTexts[this.person.language];
  }

  private get albumId(): string | null {
    return 'file' in this.input ? this.input.file.albumId : null;
  }

  private oncePerAlbum(): DeliveryOptions {
    return this.albumId === null ? {} : { onceFor: `album ${this.albumId}` };
  }

  private flowAtHand(): Flow {
    return this.flow ?? this.parts.registry.flow(MENU);
  }

  /** Of the step at hand first, then what works everywhere, then a helpful word. */
  private async answer(): Promise<Move> {
    const step = this.flow?.steps[this.place?.step ?? ''];
    const action = step && this.meets(step);
    if (step && action) {
      const moment = await this.moment(this.flowAtHand(), step, this.place?.draft);
      return action.action.run(this.place?.draft, action.given as never, moment) as Move;
    }
    for (const { action, given } of this.parts.registry.actionsFor(this.input)) {
      const moment: Moment = { ...this.loading, t: undefined, data: undefined };
      const move = await action.run(given, moment, this.readers, this.input);
      if (move) return move as Move;
    }
    if (this.input.kind === 'button') return { to: 'nowhere', notice: this.t.stale, effects: [] };
    if (this.place && !this.flow) return { to: 'menu', notice: this.t.outdated, effects: [] };
    const notice = this.input.kind === 'command' ? this.t.unknownCommand : this.t.unknown;
    if (this.place && this.albumId !== null) return { to: 'nowhere', notice, effects: [] };
    return this.place
      ? { to: 'stay', draft: this.place.draft, notice, effects: [] }
      : { to: 'menu', notice, effects: [] };
  }

  private meets(step: Step): { action: Action; given: unknown } | undefined {
    const { input } = this;
    for (const action of step.actions) {
      if (action.on === 'button') {
        if (input.kind !== 'button' || (action.from === 'screen' && !this.isOnScreen(input.messageId))) continue;
        const fields = action.callback.decode(input.data);
        if (fields === undefined) continue;
        if (action.from === 'screen') this.pressed = input.messageId;
        return { action, given: fields };
      } else if (action.on === 'text') {
        if (input.kind === 'text') return { action, given: input.text };
      } else if (action.on === input.kind) {
        return { action, given: input.file };
      }
    }
    return undefined;
  }

  /**
   * A person may press before the sender has written down which message the screen became: then the button is on a message newer than
   * the one we know of. Ids of messages only grow in a chat, so an older screen is never taken for it.
   */
  private isOnScreen(messageId: number): boolean {
    return this.place !== undefined && (this.place.screen === null || messageId >= this.place.screen);
  }

  private async moment(flow: Flow, step: Step, draft: unknown): Promise<Moment> {
    const loading = { ...this.loading, person: this.person };
    const data: unknown = await step.load?.(this.readers, draft, loading);
    return { ...loading, t: flow.texts[this.person.language], data };
  }

  /** To a step: its data, what entering adds to the draft, the row, the screen. */
  private async enter(flow: Flow, name: string | undefined, given: unknown, notice?: Html): Promise<void> {
    const stepName = name ?? flow.first;
    const step = flow.steps[stepName];
    if (!step) throw new Error(`flow ${flow.name} has no step ${stepName}`);
    let draft = given ?? flow.begin();
    const moment = await this.moment(flow, step, draft);
    if (step.enter) draft = step.enter(draft, moment);
    await this.put(flow, stepName, draft);
    await this.show(step.screen(draft, moment.t, moment.data), notice);
  }

  private async stay(draft: unknown, notice: Html | undefined): Promise<void> {
    const flow = this.flowAtHand();
    const name = this.flow && this.place ? this.place.step : flow.first;
    const step = flow.steps[name];
    if (!step) throw new Error(`flow ${flow.name} has no step ${name}`);
    await this.put(flow, name, draft);
    if (this.input.kind !== 'button' && !notice) return;
    const moment = await this.moment(flow, step, draft);
    await this.show(step.screen(draft, moment.t, moment.data), this.input.kind === 'button' ? undefined : notice);
  }

  private async end(words: Html | undefined): Promise<void> {
    const { store, registry } = this.parts;
    const menu = registry.flow(MENU);
    if (this.flow) await store.takeDraft(this.tx, this.person.userId, this.flow.name);
    await this.put(menu, menu.first, menu.begin());
    const screen = this.pressed ?? this.place?.screen ?? null;
    if (screen !== null) {
      const inPlace = words && this.input.kind === 'button';
      await this.say(inPlace ? editOf(screen, { text: words }) : { kind: 'strip', messageId: screen });
      await store.forgetScreen(this.tx, this.person.userId);
      if (inPlace) return;
    }
    if (words) await this.say(messageWith(words));
  }

  private async resume(flowName: string): Promise<void> {
    const kept = await this.parts.store.takeDraft(this.tx, this.person.userId, flowName);
    const flow = this.parts.registry.flows.get(flowName);
    if (!kept && this.place && this.flow?.name === flowName) {
      return this.enter(this.flow, this.place.step, this.place.draft); // gone on with already: shown once more
    }
    if (!kept || !flow || flow.version !== kept.version || !(kept.step in flow.steps)) {
      await this.keepDraft();
      return this.enter(this.parts.registry.flow(MENU), undefined, undefined, this.t.draftGone);
    }
    await this.keepDraft();
    return this.enter(flow, kept.step, kept.draft);
  }

  private async keepDraft(): Promise<void> {
    const { flow, place } = this;
    if (!flow || !place || !flow.worthKeeping?.(place.draft)) return;
    await this.parts.store.keepDraft(this.tx, this.person.userId, place);
  }

  private put(flow: Flow, step: string, draft: unknown): Promise<void> {
    const place = { flow: flow.name, step, draft, version: flow.version, updateId: this.arrival.updateId };
    return this.parts.store.put(this.tx, this.person.userId, place);
  }

  /** In place when a button of the screen was pressed, as a new message otherwise: a person looks at what they touched last. */
  private async show(screen: Screen, notice?: Html): Promise<void> {
    const drawn = notice ? { ...screen, text: joined([notice, screen.text], '\n\n') } : screen;
    const current = this.pressed ?? this.place?.screen ?? null;
    const { input } = this;
    const inPlace = input.kind === 'button' && input.messageId === current;
    await this.say(inPlace ? editOf(input.messageId, drawn) : messageOf(drawn), { cardKey: SCREEN });
  }

  private async answerQuery(notice: Html | undefined): Promise<void> {
    if (this.input.kind !== 'button') return;
    const { queryId } = this.input;
    const text = notice && [...plainText(notice)].slice(0, TOAST_CHARACTERS).join('');
    await this.say({ kind: 'answer', queryId, ...(text ? { text } : {}) });
  }

  private say(content: Parameters<Deliveries['add']>[2], options: DeliveryOptions = {}): Promise<void> {
    return this.parts.deliveries.add(this.tx, this.person.userId, content, {
      ...options,
      since: this.arrival.receivedAt,
    });
  }

  private async speak(language: Speaker['language']): Promise<void> {
    await this.parts.people.speaks(this.tx, this.person.userId, language);
    this.person = { ...this.person, language };
  }

  private async effects(effects: readonly Effect[]): Promise<void> {
    const { outbox, cards } = this.parts;
    for (const effect of effects) {
      if (effect.kind === 'send') await outbox.add(this.tx, effect.message);
      else if (effect.kind === 'say') await this.say(effect.content, effect.options);
      else if (effect.kind === 'card')
        await cards.update(this.tx, effect.card, effect.id, this.person.userId, effect.change, effect.movesDown);
      else if (effect.kind === 'write') await effect.write(this.tx, this.person.userId);
    }
  }
}
