import { useTranslate } from 'ra-core';
import { Part, Rows, Screen, useAsked } from '../web/parts/parts';
import { named, shownDollars, shownNumber, shownTime } from '../web/words/words';

interface ModelLine {
  readonly id: string;
  readonly provider: string;
  readonly does: readonly string[];
  readonly state: string;
  readonly endsOn: string | null;
  readonly goneSince: string | null;
  readonly dollars: number;
  readonly credits: number;
}

const ModelsScreen = () => {
  const translate = useTranslate();
  const { data, error } = useAsked<readonly ModelLine[]>('models', 60_000);
  return (
    <Screen title={translate('models')} error={error}>
      <Part title={translate('catalogue')}>
        <Rows
          label={translate('catalogue')}
          rows={data ?? []}
          keyOf={({ id }) => id}
          columns={[
            { title: translate('model'), of: ({ id }) => id },
            { title: translate('does'), of: ({ does }) => does.map((work) => named('work', work)).join(', ') },
            { title: translate('state'), of: ({ state }) => named('model', state) },
            {
              title: translate('ends'),
              of: ({ endsOn, goneSince }) =>
                goneSince === null ? (endsOn ?? '—') : translate('gone-since', { at: shownTime(goneSince) }),
            },
            { title: translate('cost-of-day'), of: ({ dollars }) => shownDollars(dollars), isNumber: true },
            { title: translate('credits-of-day'), of: ({ credits }) => shownNumber(credits), isNumber: true },
          ]}
        />
      </Part>
    </Screen>
  );
};

export const modelsRoute = <ModelsScreen />;
