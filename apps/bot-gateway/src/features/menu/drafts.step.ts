import { DraftReader } from '@aisha/database/bot';
import { namedDrafts, toMenu, type Feature } from '../../engine/conversation';
import { draftButtons } from './draft.buttons';
import { openDrafts } from './menu.callbacks';
import { loading } from './menu.draft';

/** Drafts of a page: with their buttons and the way on and back they are the six buttons of a screen. */
const PAGE = 2;

/** «Другие черновики»: those that have no room on the first screen, the newest first. */
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
