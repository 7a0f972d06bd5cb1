import Alert from '@mui/material/Alert';
import { useTranslate } from 'ra-core';
import { Chart, useChartColors } from '../web/parts/chart';
import { Part, Rows, Screen, useAsked } from '../web/parts/parts';
import { named, shownDollars, shownNumber, shownTime } from '../web/words/words';

interface ModelLine {
  readonly id: string;
  readonly provider: string;
  readonly does: readonly string[];
  readonly state: string;
  readonly endsOn: string | null;
  readonly goneSince: string | null;
  readonly listed: string | null;
  readonly successor: string | null;
  readonly dollars: number;
  readonly credits: number;
}

interface PathLine {
  readonly drawn: string;
  readonly delivered: number;
  readonly failed: number;
  readonly alike: number;
  readonly partly: number;
  readonly unlike: number;
  readonly noFace: number;
  readonly tenths: number;
}

interface Models {
  readonly models: readonly ModelLine[];
  readonly days: readonly {
    readonly day: string;
    readonly models: readonly { readonly model: string; readonly dollars: number }[];
  }[];
  readonly paths: readonly PathLine[];
  readonly pathDays: number;
}

/** How many models have a series of their own in the chart; the others share one. */
const IN_CHART = 4;

const facesOf = ({ alike, partly, unlike }: PathLine): number => alike + partly + unlike;
const share = (part: number, whole: number): string => (whole === 0 ? '—' : `${shownNumber((100 * part) / whole)} %`);

/**
 * The costs of models by day: a series for each of the most expensive ones, and one for the rest. Series are named by their rank, because
 * the names of models have dots.
 */
const CostChart = ({ days }: Pick<Models, 'days'>) => {
  const translate = useTranslate();
  const { blue, green, orange, violet, grey } = useChartColors();
  const colors = [blue, green, orange, violet, grey];
  const sums = new Map<string, number>();
  for (const { models } of days)
    for (const { model, dollars } of models) sums.set(model, (sums.get(model) ?? 0) + dollars);
  const dearest = [...sums].toSorted((one, other) => other[1] - one[1]).map(([model]) => model);
  const shown = dearest.slice(0, IN_CHART);
  const placeOf = (model: string): string => (shown.includes(model) ? `m${shown.indexOf(model)}` : 'others');
  const names = [
    ...shown.map((model, at) => ({ of: `m${at}`, name: model })),
    ...(dearest.length > IN_CHART ? [{ of: 'others', name: translate('other-models') }] : []),
  ];
  const data = days.map(({ day, models }) => {
    const line: Record<string, number> = Object.fromEntries(names.map(({ of }) => [of, 0]));
    for (const { model, dollars } of models) line[placeOf(model)] = (line[placeOf(model)] ?? 0) + dollars;
    return { day, ...line };
  });
  return (
    <Chart
      title={translate('chart-models')}
      days={data}
      kind="bars"
      series={names.map((one, at) => ({ ...one, color: colors[at]! }))}
    />
  );
};

const ModelsScreen = () => {
  const translate = useTranslate();
  const { data, error } = useAsked<Models>('models', 60_000);
  const models = data?.models ?? [];
  const paths = data?.paths ?? [];
  const ofPaths = translate('paths', { days: data?.pathDays ?? 0 });
  return (
    <Screen title={translate('models')} error={error} isLoading={!data}>
      <Part title={ofPaths}>
        <Rows
          label={ofPaths}
          rows={paths}
          keyOf={({ drawn }) => drawn}
          columns={[
            { title: translate('drawn-from'), of: ({ drawn }) => named('drawn', drawn) },
            { title: translate('figure-delivered'), of: ({ delivered }) => shownNumber(delivered), isNumber: true },
            {
              title: translate('failures'),
              of: ({ failed, delivered }) => `${shownNumber(failed)} (${share(failed, failed + delivered)})`,
              isNumber: true,
            },
            {
              title: translate('likeness'),
              of: (path) => (facesOf(path) === 0 ? '—' : `${shownNumber(path.tenths / facesOf(path), 1)} / 10`),
              isNumber: true,
            },
            { title: translate('alike'), of: (path) => share(path.alike, facesOf(path)), isNumber: true },
            { title: translate('partly'), of: (path) => share(path.partly, facesOf(path)), isNumber: true },
            { title: translate('unlike'), of: (path) => share(path.unlike, facesOf(path)), isNumber: true },
            { title: translate('no-face'), of: ({ noFace }) => shownNumber(noFace), isNumber: true },
          ]}
        />
        <Alert severity="info" sx={{ mt: 2 }}>
          {translate('likeness-is')}
        </Alert>
      </Part>
      <CostChart days={data?.days ?? []} />
      <Part title={translate('catalogue')}>
        <Rows
          label={translate('catalogue')}
          rows={models}
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
            { title: translate('in-list'), of: ({ listed }) => (listed === null ? '—' : named('listed', listed)) },
            { title: translate('successor'), of: ({ successor }) => successor ?? '—' },
            { title: translate('cost-of-day'), of: ({ dollars }) => shownDollars(dollars), isNumber: true },
            { title: translate('credits-of-day'), of: ({ credits }) => shownNumber(credits), isNumber: true },
          ]}
        />
      </Part>
    </Screen>
  );
};

export const modelsRoute = <ModelsScreen />;
