import { DraftReader } from '@aisha/database/bot';
import type { Language } from '@aisha/domain';
import {
  beginningOf,
  type Button,
  dropDraft,
  type Feature,
  fieldsOf,
  joined,
  type NamedDraft,
  namedDrafts,
  resumeButton,
  resumeDraft,
  toMenu,
} from '../../engine/conversation';
import { openDrafts } from '../../callbacks/menu.callbacks';
import { loading } from './menu.draft';

/**
 * The button «🔄 Продолжить: Третий, 4 фото», and in the next row the button that drops the draft, with `more` beside it. Telegram makes the
 * buttons of a row equally wide, so with both in one row a phone would cut the name.
 */
export const draftButtons = (draft: NamedDraft, language: Language, drop: string, more: readonly Button[] = []) => [
  [resumeButton(draft, language)],
  [dropDraft.button(drop, fieldsOf(draft)), ...more],
];

/** How many orders have a button: with «Вернуть» and the button to the menu, the screen has six buttons. */
const MOST_ORDERS = 4;
/** How many characters of an order's name its button shows: about as many as fit a phone. */
const NAME_CHARACTERS = 32;

/**
 * The screen after /cancel, and after a draft was dropped: it offers to take the draft back, and lists the orders that can still be
 * stopped.
 */
export const stoppedStep = (features: readonly Feature[]) => {
  const { step } = loading(async (readers, { dropped }, context) => {
    const { userId, language } = context.person;
    const draft = dropped && (await readers.of(DraftReader).find(userId, dropped));
    const running = features.map(async ({ stoppable }) => stoppable?.(context, readers) ?? []);
    return {
      dropped: (draft ? await namedDrafts(features, [draft], language, readers) : [])[0],
      orders: (await Promise.all(running)).flat(),
    };
  });
  return step({
    screen: (_, t, { dropped, orders }) => ({
      text: joined(
        [
          dropped && t.dropped({ name: dropped.name, remains: dropped.remains || null }),
          orders.length > 0 && t.running({ areMore: orders.length > MOST_ORDERS }),
          !dropped && orders.length === 0 && t.nothingBegun,
        ],
        '\n\n',
      ),
      buttons: [
        ...(dropped ? [[resumeDraft.button(t.restore, fieldsOf(dropped))]] : []),
        ...orders.slice(0, MOST_ORDERS).map(({ name, stop }) => [stop(`✖️ ${beginningOf(name, NAME_CHARACTERS)}`)]),
        [toMenu.button(t.toMenu, {})],
      ],
    }),
    actions: [],
  });
};

/**
 * How many drafts a page lists: with two buttons for each draft, the button back and the one to older drafts, the screen has six buttons.
 */
const PAGE = 2;

/** The screen «Другие черновики»: the drafts that have no room on the first screen, the newest first. */
export const draftsStep = (features: readonly Feature[]) => {
  const { step } = loading(async (readers, { newer = 0 }, { person: { userId, language } }) => {
    const drafts = (await readers.of(DraftReader).of(userId)).slice(newer);
    const older = drafts.length > PAGE ? newer + PAGE : null;
    return { drafts: await namedDrafts(features, drafts.slice(0, PAGE), language, readers), older, language };
  });
  return step({
    screen: (_, t, { drafts, older, language }) => ({
      text: drafts.length > 0 ? t.drafts : t.noDrafts,
      buttons: [
        ...drafts.flatMap((draft) => draftButtons(draft, language, t.dropNamed({ name: draft.name }))),
        [toMenu.button(t.back, {}), ...(older === null ? [] : [openDrafts.button(t.olderDrafts, { newer: older })])],
      ],
    }),
    actions: [],
  });
};
