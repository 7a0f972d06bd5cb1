import type { Language } from '@aisha/domain';
import { callback, joined, resumeButtons, type Button, type Feature } from '../../engine/conversation';
import { goTo, loading, on } from './menu.draft';

const toHelp = callback('menu.help', {});
const toLanguage = callback('menu.language', {});

/** The features' menu entries, with unfinished drafts on top. */
export const mainStep = (features: readonly Feature[]) => {
  const entries = features.flatMap(({ menu = [] }) => menu);
  const rows = [...new Set(entries.map((entry) => entry.row))].sort((one, other) => one - other);
  const labelled = (language: Language): Button[][] =>
    rows.map((row) =>
      entries.filter((entry) => entry.row === row).map((entry) => entry.button.button(entry.label[language], {})),
    );

  const { step } = loading(async (readers, _, { person }) => {
    return { person, drafts: await readers.drafts.of(person.userId) };
  });
  return step({
    screen: (draft, t, { person, drafts }) => ({
      text: joined([draft.greets && t.hello(person.firstName), t.menu], '\n\n'),
      buttons: [
        ...resumeButtons(features, drafts, person.language).map((button) => [button]),
        ...labelled(person.language),
        [toLanguage.button(t.languageButton, {}), toHelp.button(t.helpButton, {})],
      ],
    }),
    actions: [on(toHelp, () => goTo('help', {})), on(toLanguage, () => goTo('language', {}))],
  });
};
