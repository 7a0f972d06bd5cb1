import { isDeepStrictEqual } from 'node:util';
import { addWorkFacts, newId } from '@aisha/platform';
import type { Transaction } from '@aisha/database';
import { isConsentCurrent } from '@aisha/domain';
import { messageOf } from '../deliveries/content';
import { BANNED, BANNED_ONCE_MS, bannedWords, isOpenToBanned } from './banned';
import { BEING_ERASED, ConsentStore } from '../people/consent.store';
import type { PersonStore } from '../people/person.store';
import { answerTo, contextAt, type ConversationState } from './answer';
import type { Incoming } from './incoming';
import type { Input } from './input';
import { Chat } from './chat';
import { admit, asReadBy, CONSENT, CONSENT_ONCE_MS, needsConsent } from './consent';
import type { ConversationStore, Place } from './conversation.store';
import { conversationTexts } from '@aisha/words';
import type { Effects } from './effects';
import type { Moment } from './moment';
import { aboutOf, type Flow, type LoadContext, MENU, type Speaker, type Step } from './flow';
import type { Html } from '@aisha/words';
import type { DraftKey, Effect, Elsewhere, Move, Question } from './move';
import type { Registry } from './registry';
import { MOST_BUTTONS, type Screen } from '../screen/screen';
import type { Readers } from './readers';
import { foldedDraft, openedScreen } from './unfolding';
import { draftReading, isReading } from './edited';

export interface TurnParts {
  readonly registry: Registry;
  readonly readers: Readers;
  readonly store: ConversationStore;
  readonly people: PersonStore;
  readonly effects: Effects;
  readonly moment: Moment;
}

/** Whether an input was handled. An input that needs the person's consent is held until the person gives it. */
export type Handling = 'handled' | 'held';

/** Handles one input of one person: finds the move, carries out its effects and writes the person's new place. */
export class Turn {
  private readonly at: ConversationState;
  private readonly readers: Readers;
  private readonly chat: Chat;
  private readonly now: Date;
  /** The message that shows the step; null when there is none. */
  private screen: number | null;
  /** Set when the person typed a button's words. The next screen is then a new message, with the toast in it. */
  private isTyped = false;
  /** Set when the screen is edited into the next one although the person pressed none of its buttons. */
  private isInPlace = false;

  constructor(
    private readonly parts: TurnParts,
    private readonly tx: Transaction,
    private person: Speaker,
    private incoming: Incoming,
    place: Place | undefined,
  ) {
    const flow = place && parts.registry.flows.get(place.flow);
    const isUnderstood = flow && flow.version === place.version && place.step in flow.steps;
    this.at = { place, flow: isUnderstood ? flow : undefined, wasHeld: incoming.wasHeld };
    this.screen = place?.screen ?? null;
    this.readers = parts.readers.within(tx);
    this.chat = new Chat(parts.effects.deliveries, tx, person.userId, incoming);
    this.now = parts.moment.now();
  }

  async take(): Promise<Handling> {
    const { registry } = this.parts;
    if (this.person.consent === BEING_ERASED) {
      const notice = conversationTexts[this.person.language].beingErased;
      await this.follow({ to: 'reply', notice, effects: [] });
      return 'handled';
    }
    const reread = this.reread();
    if (!reread) return this.leaveUnread();
    // The file is left out first, so that neither the ban nor the consent holds back words that are no part of it.
    const { flow, place } = this.at;
    const input = asReadBy(flow && place && stepOf(flow, place.step), reread);
    if (this.person.ban && needsConsent(input)) return this.refuseBanned();
    if (needsConsent(input)) await this.readConsent();
    const admitted = admit(input, this.person);
    if (!admitted) return this.askConsent();
    const answered = await answerTo(admitted, this.at, registry, this.readers, this.loading);
    const { move, pressed, isTyped } = answered;
    if (this.person.ban && !isOpenToBanned(answered, this.at, registry) && input.kind !== 'payment')
      return this.refuseBanned();
    if (this.sendsTooEarly(move.effects) && !(await this.readConsent())) return this.askConsent();
    this.screen = pressed ?? this.screen;
    this.isTyped = isTyped;
    await addWorkFacts(registry.factsOf(move.effects), () => this.follow(move));
    return 'handled';
  }

  /** Enters the person's step again without an input, because the step's content has changed. */
  async showAgain(): Promise<void> {
    const { flow, place } = this.at;
    if (flow && place) await this.enter(flow, place.step, place.draft);
  }

  /**
   * Moves the person on without an input, because the result for which they waited has come. A move that ends the conversation or only
   * answers does nothing.
   */
  async goOn(move: Elsewhere, { inPlace } = { inPlace: false }): Promise<void> {
    this.isInPlace = inPlace;
    if (move.to !== 'end' && move.to !== 'reply') await this.go(move);
  }

  /**
   * The input, or the new words of an edited message as long as the step still reads that message. Undefined for any other edited message.
   */
  private reread(): Input | undefined {
    const { input } = this.incoming;
    if (input.kind !== 'edited') return input;
    const { flow, place } = this.at;
    const { text, messageId } = input;
    if (text === '' || !flow || !place || !stepOf(flow, place.step).readsEdits) return undefined;
    if (!isReading(place.draft, messageId)) return undefined;
    const reread = { kind: 'text', text, messageId, isEdited: true } as const;
    this.incoming = { ...this.incoming, input: reread };
    return reread;
  }

  /** Says that an edited message is not read again: once for each message, however often it is edited, and not to a banned person. */
  private async leaveUnread(): Promise<Handling> {
    const { input } = this.incoming;
    if (input.kind !== 'edited' || this.person.ban) return 'handled';
    const { messageId: replyTo } = input;
    const screen = { text: conversationTexts[this.person.language].notReread, replyTo };
    await this.chat.say(messageOf(screen), { onceFor: `edited ${replyTo}` });
    return 'handled';
  }

  /**
   * Reads the consent again before the bot asks for it, because another replica may have recorded a consent after this one read the
   * person's row.
   */
  private async readConsent(): Promise<boolean> {
    if (isConsentCurrent(this.person.consent)) return true;
    const consent = await new ConsentStore().versionOf(this.tx, this.person.userId);
    this.person = { ...this.person, consent };
    return isConsentCurrent(consent);
  }

  /** Asks for the consent. The conversation stays where it is, and the input waits. */
  private async askConsent(): Promise<Handling> {
    const { language } = this.person;
    const { consent } = this.parts.registry;
    const waiting = { input: this.incoming.input, draft: this.at.place?.draft };
    await this.chat.endPress(consent?.first(language));
    if (!consent) return 'held';
    await this.chat.say(messageOf(consent.screen(language, waiting)), {
      cardKey: CONSENT,
      onceWithinMs: CONSENT_ONCE_MS,
    });
    return 'held';
  }

  /** Tells a person about the ban, once for a flood of inputs, and by a toast for each press. Nothing else is done with the input. */
  private async refuseBanned(): Promise<Handling> {
    const words = await bannedWords(this.readers, this.person);
    await this.chat.endPress(conversationTexts[this.person.language].bannedPress);
    await this.chat.say(messageOf({ text: words }), { cardKey: BANNED, onceWithinMs: BANNED_ONCE_MS });
    return 'handled';
  }

  private sendsTooEarly(effects: readonly Effect[]): boolean {
    const { registry } = this.parts;
    return effects.some((effect) => effect.kind === 'send' && registry.needsConsent(effect.message.job));
  }

  private async follow(move: Move): Promise<void> {
    await this.switchLanguage(move.effects);
    await this.chat.endPress('notice' in move ? move.notice : undefined);
    // A move that ends the conversation, or only answers, replies before its effects. For every other move the effects come first, so that
    // their messages appear above the next screen.
    const { tx, chat, tapped: freed } = this;
    const goes = move.to === 'end' && freed !== undefined && (await this.showsPhoto()) ? freed : undefined;
    if (move.to === 'end') await this.end(move.words, goes === undefined ? this.screen : null);
    else if (move.to === 'reply') await this.answer(move.notice);
    const inPlaceOf = move.to === 'end' && !move.words && goes === undefined ? freed : undefined;
    const isBeforeScreen = move.to !== 'end' && move.to !== 'reply';
    const { userId } = this.person;
    await this.parts.effects.carryOut(move.effects, { tx, userId, chat, inPlaceOf, isBeforeScreen });
    if (goes !== undefined) await chat.say({ kind: 'delete', messageIds: [goes] });
    if (move.to !== 'end' && move.to !== 'reply') await this.go(move);
  }

  private get loading(): LoadContext {
    const { input } = this.incoming;
    const { isStorageAway } = this.parts.moment;
    // A text that counted as the press of a button is not read as words, so the step still reads the text that came before it.
    const isRead = input.kind === 'text' && !this.isTyped;
    const typed = isRead && { typedAs: input.messageId, ...(input.isEdited && { isEdited: true }) };
    return { person: this.person, now: this.now, isStorageAway, newId, ...typed };
  }

  /** The message of the screen, if the person pressed a button on it. */
  private get tapped(): number | undefined {
    const { input } = this.incoming;
    return input.kind === 'button' && input.messageId === this.screen ? input.messageId : undefined;
  }

  private get isButton(): boolean {
    return this.incoming.input.kind === 'button';
  }

  private get menu(): Flow {
    return this.parts.registry.flow(MENU);
  }

  private async go(move: Exclude<Move, { to: 'end' | 'reply' }>): Promise<void> {
    switch (move.to) {
      case 'step':
        return this.enter(this.at.flow ?? this.menu, move.step, move.draft, this.isTyped ? move.notice : undefined);
      case 'stay':
        return this.stay(move.draft, move.notice);
      case 'menu':
        await this.keepDraft();
        return this.enter(this.menu, undefined, undefined, move.notice);
      case 'flow': {
        await this.keepDraft();
        if (move.drops) await this.parts.store.dropDraft(this.tx, this.person.userId, move.drops);
        const flow = this.parts.registry.flow(move.flow);
        if (move.isQuiet) return this.put(flow, move.step ?? flow.first, move.draft);
        return this.enter(flow, move.step, move.draft, undefined, { question: move.question });
      }
      case 'resume':
        return this.resume(move.draft);
    }
  }

  /** Answers with a message, unless a toast has answered the button already. */
  private async answer(notice: Html | undefined): Promise<void> {
    if (notice && !this.isButton) await this.chat.reply(notice);
  }

  /**
   * Enters a step: loads its data, runs `enter`, writes the row and shows the screen. A step that is resumed still reads the message that it
   * read before, because the draft shows the words of that message.
   */
  private async enter(
    flow: Flow,
    name = flow.first,
    given: unknown = flow.begin(),
    notice?: Html,
    { question, isResumed = false }: { readonly question?: Question | undefined; readonly isResumed?: boolean } = {},
  ): Promise<void> {
    const step = stepOf(flow, name);
    // The buttons behind «⋯» stay shown after a press on one of them; any other way to this step shows the first buttons.
    const isThere = flow === this.at.flow && name === this.at.place?.step;
    const begun = this.isButton && isThere ? given : foldedDraft(given);
    const context = await contextAt(flow, step, begun, this.readers, this.loading);
    const entered: unknown = step.enter ? step.enter(begun, context) : begun;
    const draft = draftReading(entered, step, this.loading, isThere || isResumed);
    this.put(flow, name, draft);
    const drawn = openedScreen(step.screen(draft, context.t, context.data), draft, this.person.language);
    const screen = question ? await this.answering(question, drawn) : drawn;
    const isRedrawn = this.isInPlace || (this.loading.isEdited && isThere);
    const redrawn = isRedrawn && (await this.chat.isScreenSent()) ? this.screen : null;
    if (redrawn !== null) await this.chat.redraw(redrawn, screen);
    else await this.chat.show(screen, this.screen, notice);
  }

  /**
   * Makes the screen quote the question and end with a button for a line that was no question after all. On a screen without room that
   * button gets a message of its own.
   */
  private async answering({ messageId: replyTo, otherwise }: Question, screen: Screen): Promise<Screen> {
    const { buttons = [] } = screen;
    const { button, words } = otherwise(this.person.language);
    if (buttons.flat().length < MOST_BUTTONS) return { ...screen, replyTo, buttons: [...buttons, [button]] };
    await this.chat.say(messageOf({ text: words, buttons: [[button]], replyTo }));
    return screen;
  }

  private async stay(given: unknown, notice: Html | undefined): Promise<void> {
    const { flow = this.menu, place } = this.at;
    const name = this.at.flow && place ? place.step : flow.first;
    const step = stepOf(flow, name);
    const draft = draftReading(this.isButton ? given : foldedDraft(given), step, this.loading, true);
    this.put(flow, name, draft);
    if (!this.isButton && !this.isTyped && !notice) return;
    const { t, data } = await contextAt(flow, step, draft, this.readers, this.loading);
    const screen = openedScreen(step.screen(draft, t, data), draft, this.person.language);
    await this.chat.show(screen, this.screen, this.isButton ? undefined : notice);
  }

  /**
   * Whether the screen is a photo. Telegram cannot edit a photo into a text, so such a screen is deleted, and the next
   * one is a new message.
   */
  private async showsPhoto(): Promise<boolean> {
    const { input } = this.incoming;
    if (input.kind === 'button' && input.isPhoto !== undefined) return input.isPhoto;
    const { flow, place } = this.at;
    if (!flow || !place) return false;
    const step = stepOf(flow, place.step);
    const { t, data } = await contextAt(flow, step, place.draft, this.readers, this.loading);
    return step.screen(place.draft, t, data).photo !== undefined;
  }

  /**
   * Ends the conversation: removes its draft, leads to the menu, and shows the words in place of the message `shownBy` or as a new message.
   */
  private async end(words: Html | undefined, shownBy: number | null): Promise<void> {
    const { store } = this.parts;
    const { userId } = this.person;
    const { draft } = this;
    if (draft) store.removeDraft(this.tx, userId, draft);
    this.put(this.menu, this.menu.first, this.menu.begin(), { leavesScreen: true });
    await this.chat.closeScreen(shownBy, words);
  }

  private async resume(draft: DraftKey): Promise<void> {
    const kept = await this.parts.store.takeDraft(this.tx, this.person.userId, draft);
    const { flow: current, place } = this.at;
    if (!kept && place && current && isDeepStrictEqual(this.draft, draft)) {
      return this.enter(current, place.step, place.draft); // the draft was resumed earlier, so its step is shown again
    }
    await this.keepDraft();
    const flow = this.parts.registry.flows.get(draft.flow);
    if (kept && flow && flow.version === kept.version && kept.step in flow.steps) {
      return this.enter(flow, kept.step, kept.draft, undefined, { isResumed: true });
    }
    const { draftGone } = conversationTexts[this.person.language];
    return this.enter(this.menu, undefined, undefined, draftGone);
  }

  private async keepDraft(): Promise<void> {
    const { flow, place } = this.at;
    if (!flow || !place || !flow.worthKeeping?.(place.draft)) return;
    await this.parts.store.keepDraft(this.tx, this.person.userId, aboutOf(flow, place.draft), place);
  }

  /** The draft of the present conversation. */
  private get draft(): DraftKey | undefined {
    const { flow, place } = this.at;
    return flow && place && { flow: flow.name, about: aboutOf(flow, place.draft) };
  }

  private put(flow: Flow, step: string, draft: unknown, options?: { readonly leavesScreen: boolean }): void {
    const place = { flow: flow.name, step, draft, version: flow.version, updateId: this.incoming.updateId };
    this.parts.store.put(this.tx, this.person.userId, place, options);
  }

  /** Changes the language before anything is drawn, so that, for example, the answer to «English» is in English. */
  private async switchLanguage(effects: readonly Effect[]): Promise<void> {
    for (const effect of effects) {
      if (effect.kind !== 'language') continue;
      await this.parts.people.speaks(this.tx, this.person.userId, effect.language);
      this.person = { ...this.person, language: effect.language };
    }
  }
}

const stepOf = (flow: Flow, name: string): Step => {
  const step = flow.steps[name];
  if (!step) throw new Error(`flow ${flow.name} has no step ${name}`);
  return step;
};
