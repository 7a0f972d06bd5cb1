import { isDeepStrictEqual } from 'node:util';
import { Injectable, Optional } from '@nestjs/common';
import type { Language, UserId } from '@aisha/domain';
import type { Transaction } from '@aisha/database';
import { cardOf } from '../deliveries/content';
import { Deliveries } from '../deliveries/deliveries';
import { cardKey, type Card } from './card';
import { CardStore, type OpenCard } from './card.store';

/**
 * The shortest interval between two edits of a card. Telegram accepts about one message a second in a chat (telegram.md §9), and a card
 * must leave room for other messages.
 */
const EDIT_INTERVAL_MS = 1_500;
/**
 * The shortest interval between two drawings of progress on a card that sets no interval itself. It is long, because hundreds of orders
 * wait at once, and Telegram takes 30 calls a second for all of them.
 */
const PROGRESS_INTERVAL_MS = 15_000;
/** The factor on the pauses between drawings. Only tests shorten them. */
export const CARD_PAUSES = 1;
export class CardPauses {
  readonly factor: number = CARD_PAUSES;
}

/** The cards that a transaction has locked, with the transaction's own changes. */
type OpenCards = Map<string, OpenCard | null>;

/** Messages that the bot edits in place while work goes on. */
@Injectable()
export class Cards {
  private readonly opened = new WeakMap<Transaction, OpenCards>();

  constructor(
    private readonly store: CardStore,
    private readonly deliveries: Deliveries,
    @Optional() private readonly pauses: CardPauses = new CardPauses(),
  ) {}

  /**
   * Changes the state of a card and draws the card again; a new card, for which `change` gets undefined, is sent. Nothing happens if
   * `change` returns undefined or an equal state, or if the card is another person's; a state that looks like the one before, or that is
   * not drawn, is only stored. Several changes within a moment become one edit.
   *
   * A card that moves down is removed from its place and sent again below the person's later messages. A new card may take the place of the
   * message `inPlaceOf`, which shows nothing any more.
   */
  async update<S>(
    tx: Transaction,
    card: Card<S>,
    id: string,
    userId: UserId,
    change: (state: S | undefined) => S | undefined,
    movesDown: (before: S) => boolean = () => false,
    inPlaceOf?: number,
  ): Promise<void> {
    const key = cardKey(card, id);
    const open = await this.open(tx, key, userId);
    if (!open) return;
    const { language } = open;
    const before = (open.state ?? undefined) as S | undefined;
    const after = change(before);
    if (after === undefined || isDeepStrictEqual(before, after)) return;
    // The state is compared as JSON reads it back: fields that JSON leaves out are no change.
    this.opened.get(tx)?.set(key, { language, state: JSON.parse(JSON.stringify(after)) as S });
    const isDrawn = !card.isGone?.(after);
    const drawn = isDrawn && card.render(after, language);
    const left =
      drawn && before !== undefined && movesDown(before) ? await this.store.leaveMessage(tx, key) : undefined;
    const isShown =
      before !== undefined && left === undefined && isDeepStrictEqual(card.render(before, language), drawn);
    const isNewInPlace = before === undefined && drawn && inPlaceOf !== undefined;
    this.store.put(tx, userId, { key, state: after, ...(isNewInPlace && { shownBy: inPlaceOf }) });
    if (!drawn || isShown) return;
    const options = {
      cardKey: key,
      class: card.classOf?.(after) ?? 'answer',
      intervalMs: card.isLast?.(after) ? 0 : EDIT_INTERVAL_MS * this.pauses.factor,
      progressIntervalMs: (card.progressIntervalMs?.(after) ?? PROGRESS_INTERVAL_MS) * this.pauses.factor,
      foldMs: (card.foldMs?.(after) ?? 0) * this.pauses.factor,
      replaces: left !== undefined,
      ...(card.groupOf && { group: card.groupOf(after) }),
    };
    await this.deliveries.add(tx, userId, cardOf(key, drawn), options);
    if (left !== undefined) await this.deliveries.add(tx, userId, { kind: 'delete', messageIds: [left] });
  }

  /** Removes the card's message from the chat, after everything that still waits to be shown in that message. */
  remove(tx: Transaction, card: Pick<Card, 'kind'>, id: string, userId: UserId): Promise<void> {
    const options = { cardKey: cardKey(card, id), replaces: true };
    return this.deliveries.add(tx, userId, { kind: 'card-removal' }, options);
  }

  /** The state of a card; undefined if there is no such card, or if it is another person's. */
  async state<S>(tx: Transaction, card: Card<S>, id: string, userId: UserId): Promise<S | undefined> {
    const open = await this.open(tx, cardKey(card, id), userId);
    return (open?.state ?? undefined) as S | undefined;
  }

  /**
   * Locks several cards in one statement; later code in the transaction finds them locked. Callers name the same cards in the same order
   * everywhere, so that they do not deadlock. Resolves to the person's language. Null if the person is unknown, or if the cards are another
   * person's.
   */
  async lock(tx: Transaction, keys: readonly string[], userId: UserId): Promise<Language | null> {
    const opened: OpenCards = this.opened.get(tx) ?? new Map<string, OpenCard | null>();
    this.opened.set(tx, opened);
    const closed = keys.filter((key) => !opened.has(key));
    const cards = closed.length > 0 ? await this.store.open(tx, closed, userId) : [];
    closed.forEach((key, at) => opened.set(key, cards[at] ?? null));
    return keys.map((key) => opened.get(key)?.language).find((language) => language !== undefined) ?? null;
  }

  /** Locks a card and returns it. Null for another person's card, or an unknown person. */
  private async open(tx: Transaction, key: string, userId: UserId): Promise<OpenCard | null> {
    await this.lock(tx, [key], userId);
    return this.opened.get(tx)?.get(key) ?? null;
  }
}
