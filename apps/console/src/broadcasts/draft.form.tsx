import { useMe } from '../web/api/api';
import { Fine, ActForm } from '../web/parts/act-form';
import type { FormField, FormValues } from '../web/parts/fields';
import { named, shownNumber, translate } from '../web/words/words';
import type { Broadcast } from './broadcast';

const TEXT_AT_MOST = 3_500;
const BUTTON_AT_MOST = 40;
const PREVIEWED = ['paid', 'idleDays', 'language', 'url'];

const fieldsOf = (languages: readonly string[], broadcast: Broadcast | undefined): FormField[] => [
  ...languages.map((language): FormField => {
    const initial = broadcast?.texts[language]?.text;
    const isOptional = language !== 'ru';
    return { name: language, kind: 'words', max: TEXT_AT_MOST, rows: 3, isOptional, ...(initial && { initial }) };
  }),
  {
    name: 'url',
    kind: 'words',
    max: 500,
    isOptional: true,
    ...(broadcast?.url !== undefined && { initial: broadcast.url }),
  },
  ...languages.map((language): FormField => {
    const initial = broadcast?.texts[language]?.button;
    return {
      name: `button-${language}`,
      kind: 'words',
      max: BUTTON_AT_MOST,
      isOptional: true,
      ...(initial && { initial }),
    };
  }),
  { name: 'paid', kind: 'flag', isOptional: true, isSet: broadcast?.segment.paid ?? false },
  {
    name: 'idleDays',
    kind: 'number',
    min: 1,
    max: 3_650,
    isOptional: true,
    ...(broadcast?.segment.idleDays !== undefined && { initial: broadcast.segment.idleDays }),
  },
  {
    name: 'language',
    kind: 'choice',
    isOptional: true,
    choices: languages.map((id) => ({ id, name: named('language', id) })),
    ...(broadcast?.segment.language !== undefined && { initial: broadcast.segment.language }),
  },
];

const bodyOf = (
  languages: readonly string[],
  { url, paid, idleDays, language, ...values }: FormValues,
): FormValues => ({
  texts: languages.flatMap((one) => {
    const [text, button] = [values[one], values[`button-${one}`]];
    return text === undefined ? [] : [{ language: one, text, ...(button !== undefined && { button }) }];
  }),
  ...(url !== undefined && { url }),
  segment: {
    ...(paid !== undefined && { paid }),
    ...(idleDays !== undefined && { idleDays }),
    ...(language !== undefined && { language }),
  },
});

export interface Audience {
  readonly people: number;
  readonly declined: number;
}

/** Shows in a form how many people a segment has. */
export const showAudience = (answer: never) => {
  const { people, declined } = answer as Audience;
  return {
    isRefused: false,
    shown: <Fine>{translate('audience-is', { people: shownNumber(people), declined: shownNumber(declined) })}</Fine>,
  };
};

/**
 * Makes a draft of a broadcast, or changes one; a draft is sent to nobody. Before the draft is saved, the form shows how many people the
 * segment has, and refuses a link that the draft would not take.
 */
export const DraftForm = ({ broadcast }: { broadcast?: Broadcast }) => {
  const languages = useMe()?.languages ?? [];
  return (
    <ActForm
      act="draft-broadcast"
      form={broadcast ? 'change-draft' : 'draft-broadcast'}
      path={() => `broadcasts/${broadcast?.id ?? crypto.randomUUID()}`}
      fields={fieldsOf(languages, broadcast)}
      bodyOf={(values) => bodyOf(languages, values)}
      preview={{ path: 'broadcasts/audience', of: PREVIEWED, show: showAudience }}
    />
  );
};
