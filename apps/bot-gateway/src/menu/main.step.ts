import type { Language } from '@aisha/domain';
import { callback, joined, resume, word, type Button, type Feature } from '../conversation';
import { goTo, loading, on } from './menu.draft';

const continueDraft = callback('menu.resume', { flow: word() });
const toHelp = callback('menu.help', {});
const toLanguage = callback('menu.language', {});

/** Everything there is to do, as the features say it themselves, and what was left half-way on top. */
export const mainStep = (features: readonly Feature[]) => {
  const titles = new Map(features.flatMap(({ flows = [] }) => flows.map((flow) => [flow.name, flow.title] as const)));
  const entries = features.flatMap(({ menu = [] }) => menu);
  const rows = [...new Set(entries.map((entry) => entry.row))].sort((one, other) => one - other);
  const labelled = (language: Language): Button[][] =>
    rows.map((row) =>
      entries.filter((entry) => entry.row === row).map((entry) => entry.button.button(entry.label[language], {})),
    );

  const { step } = loading(async (readers, _, { person }) => {
    const drafts = await readers.drafts.of(person.userId);
    return {
      person,
      drafts: drafts.flatMap(({ flow }) => {
        const title = titles.get(flow)?.[person.language];
        return title === undefined ? [] : [{ flow, title }];
      }),
    };
  });
  return step({
    screen: (draft, t, { person, drafts }) => ({
      text: joined([draft.greets && t.hello(person.firstName), t.menu], '\n\n'),
      buttons: [
        ...drafts.map(({ flow, title }) => [continueDraft.button(t.resume(title), { flow })]),
        ...labelled(person.language),
        [toLanguage.button(t.languageButton, {}), toHelp.button(t.helpButton, {})],
      ],
    }),
    actions: [
      on(continueDraft, (_, { flow }) => resume(flow)),
      on(toHelp, () => goTo('help', {})),
      on(toLanguage, () => goTo('language', {})),
    ],
  });
};
