import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { Chart, useChartColors } from '../web/parts/chart';
import { To } from '../web/parts/list';
import { Facts, Part, Rows, Screen, useAsked } from '../web/parts/parts';
import { OpenOrders, type OpenOrdersOfKind } from '../web/parts/open-orders';
import { named, shownDay, shownDollars, shownNumber, shownSeconds, shownTime } from '../web/words/words';

interface Day {
  readonly day: string;
  readonly newPeople: number;
  readonly active: number;
  readonly paying: number;
  readonly purchases: number;
  readonly stars: number;
  readonly starsBack: number;
  readonly delivered: number;
  readonly undelivered: number;
  readonly credits: number;
  readonly dollars: number;
}

interface Today {
  /** When the credits that we owe and the paying people were last counted; null before the first count. */
  readonly measuredAt: string | null;
  readonly days: readonly Day[];
  readonly outstanding: { readonly available: number; readonly held: number; readonly debt: number } | null;
  readonly dollarsOfCredit: number | null;
  readonly dollarsOfStar: number;
  readonly payingInMonth: number | null;
  readonly openOrders: readonly OpenOrdersOfKind[];
  readonly openJobs: readonly { readonly waiting: number; readonly oldestSeconds: number }[];
  readonly deadLetters: number;
  readonly tickets: number;
  readonly reports: number;
  readonly cardReturns: number;
  readonly undelivered: number;
  readonly failures: readonly { readonly kind: string; readonly code: string; readonly count: number }[];
  readonly modelEnds: readonly {
    readonly id: string;
    readonly why: string;
    readonly endsOn: string | null;
    readonly goneSince: string | null;
    readonly successor: string | null;
  }[];
}

const NOTHING: Omit<Day, 'day'> = {
  newPeople: 0,
  active: 0,
  paying: 0,
  purchases: 0,
  stars: 0,
  starsBack: 0,
  delivered: 0,
  undelivered: 0,
  credits: 0,
  dollars: 0,
};

/** A figure of today, with yesterday’s beside it. */
const Figure = ({ name, value, before }: { name: string; value: string; before?: string }) => {
  const translate = useTranslate();
  return (
    <Paper variant="outlined" sx={{ p: 2 }}>
      <Typography component="h3" variant="body2" sx={{ color: 'text.secondary' }}>
        {name}
      </Typography>
      <Typography component="p" sx={{ fontSize: '1.6rem', fontWeight: 600, lineHeight: 1.3 }}>
        {value}
      </Typography>
      {before !== undefined && (
        <Typography component="p" variant="body2" sx={{ color: 'text.secondary' }}>
          {translate('yesterday', { value: before })}
        </Typography>
      )}
    </Paper>
  );
};

export const TodayScreen = () => {
  const translate = useTranslate();
  const colors = useChartColors();
  const { data, error } = useAsked<Today>('today?days=30', 30_000);
  const days = data?.days ?? [];
  const day = new Date().toISOString().slice(0, 10);
  const now = days.find((one) => one.day === day) ?? NOTHING;
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const before = days.find((one) => one.day === yesterday) ?? NOTHING;
  const star = data?.dollarsOfStar ?? 0;
  const credit = data?.dollarsOfCredit ?? 0;
  const figure = (of: keyof Omit<Day, 'day'>) => ({
    name: translate(`figure-${of}`),
    value: shownNumber(now[of]),
    before: shownNumber(before[of]),
  });
  const margin = (of: Omit<Day, 'day'>): string =>
    data?.measuredAt ? shownDollars(of.credits * credit - of.dollars) : '—';
  const jobs = (data?.openJobs ?? []).reduce((all, { waiting }) => all + waiting, 0);
  const oldestJob = Math.max(0, ...(data?.openJobs ?? []).map(({ oldestSeconds }) => oldestSeconds));
  const moneyDays = days.map((one) => ({
    day: one.day,
    turnover: (one.stars - one.starsBack) * star,
    dollars: one.dollars,
    margin: one.credits * credit - one.dollars,
  }));
  const { available = 0, held = 0, debt = 0 } = data?.outstanding ?? {};
  const counted = (figure: string): string =>
    data?.measuredAt ? translate('counted-at', { figure, at: shownTime(data.measuredAt) }) : translate('not-counted');

  return (
    <Screen title={translate('today')} error={error} isLoading={!data}>
      <Typography component="h2" variant="h6" sx={{ mb: 1, fontSize: '1.05rem' }}>
        {translate('today-by-utc', { day: shownDay(day) })}
      </Typography>
      <Box sx={{ display: 'grid', gap: 2, mb: 2, gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))' }}>
        <Figure {...figure('newPeople')} />
        <Figure {...figure('active')} />
        <Figure {...figure('paying')} />
        <Figure {...figure('delivered')} />
        <Figure {...figure('undelivered')} />
        <Figure
          name={translate('figure-stars')}
          value={`${shownNumber(now.stars)} ★`}
          before={`${shownNumber(before.stars)} ★`}
        />
        <Figure
          name={translate('figure-turnover')}
          value={shownDollars((now.stars - now.starsBack) * star)}
          before={shownDollars((before.stars - before.starsBack) * star)}
        />
        <Figure
          name={translate('figure-dollars')}
          value={shownDollars(now.dollars)}
          before={shownDollars(before.dollars)}
        />
        <Figure name={translate('figure-margin')} value={margin(now)} before={margin(before)} />
      </Box>
      <Part title={translate('to-decide')}>
        <Facts
          facts={[
            ...(
              [
                ['dead-letters', 'letters', data?.deadLetters],
                ['undelivered', 'letters', data?.undelivered],
                ['tickets-wait', 'tickets', data?.tickets],
                ['reports-wait', 'reports', data?.reports],
                ['card-returns-wait', 'payments', data?.cardReturns],
              ] as const
            ).map(
              ([what, screen, count]) =>
                [
                  translate(what),
                  <To key={what} to={`/${screen}`}>
                    {shownNumber(count ?? 0)}
                  </To>,
                ] as const,
            ),
            [
              translate('liability'),
              counted(
                translate('liability-is', {
                  credits: shownNumber(available + held),
                  dollars: shownDollars((available + held) * credit),
                  debt: shownNumber(debt),
                }),
              ),
            ],
            [translate('paying-in-month'), counted(shownNumber(data?.payingInMonth ?? 0))],
            [
              translate('jobs-wait'),
              jobs === 0 ? translate('no') : translate('jobs-wait-is', { count: jobs, age: shownSeconds(oldestJob) }),
            ],
          ]}
        />
      </Part>
      <OpenOrders rows={data?.openOrders ?? []} />
      <Part title={translate('failures-of-day')}>
        <Rows
          label={translate('failures-of-day')}
          rows={data?.failures ?? []}
          keyOf={({ kind, code }) => `${kind} ${code}`}
          columns={[
            { title: translate('kind'), of: ({ kind }) => named('kind', kind) },
            { title: translate('code'), of: ({ code }) => code },
            { title: translate('count'), of: ({ count }) => shownNumber(count), isNumber: true },
          ]}
        />
      </Part>
      <Part title={translate('model-ends')}>
        <Rows
          label={translate('model-ends')}
          rows={data?.modelEnds ?? []}
          keyOf={({ id }) => id}
          columns={[
            { title: translate('model'), of: ({ id }) => <To to="/models">{id}</To> },
            { title: translate('what'), of: ({ why }) => named('model-end', why) },
            {
              title: translate('when'),
              of: ({ endsOn, goneSince }) => (goneSince ? shownTime(goneSince) : (endsOn ?? '—')),
            },
            { title: translate('successor'), of: ({ successor }) => successor ?? translate('no') },
          ]}
        />
      </Part>
      <Chart
        title={translate('chart-people')}
        days={days}
        kind="lines"
        series={[
          {
            of: 'newPeople',
            name: translate('figure-newPeople'),
            color: colors.blue,
          },
          { of: 'active', name: translate('figure-active'), color: colors.green },
          { of: 'paying', name: translate('figure-paying'), color: colors.orange },
        ]}
      />
      <Chart
        title={translate('chart-orders')}
        days={days}
        kind="bars"
        series={[
          {
            of: 'delivered',
            name: translate('figure-delivered'),
            color: colors.green,
          },
          {
            of: 'undelivered',
            name: translate('figure-undelivered'),
            color: colors.red,
          },
        ]}
      />
      <Chart
        title={translate('chart-stars')}
        days={days}
        kind="bars"
        series={[{ of: 'stars', name: translate('figure-stars'), color: colors.gold }]}
      />
      <Chart
        title={translate('chart-money')}
        days={moneyDays}
        kind="lines"
        series={[
          {
            of: 'turnover',
            name: translate('figure-turnover'),
            color: colors.blue,
          },
          { of: 'dollars', name: translate('figure-dollars'), color: colors.red },
          // Before the first count of what a credit is worth there is no margin.
          ...(data?.measuredAt
            ? [{ of: 'margin' as const, name: translate('figure-margin'), color: colors.green }]
            : []),
        ]}
      />
      <Part title={translate('by-day')}>
        <Rows
          label={translate('by-day')}
          rows={days.toReversed()}
          keyOf={(row) => row.day}
          columns={[
            { title: translate('day'), of: (row) => shownDay(row.day) },
            ...(['newPeople', 'active', 'paying', 'delivered', 'undelivered', 'stars', 'starsBack'] as const).map(
              (of) => ({
                title: translate(`figure-${of}`),
                of: (row: Day) => shownNumber(row[of]),
                isNumber: true,
              }),
            ),
            { title: translate('figure-dollars'), of: (row) => shownDollars(row.dollars), isNumber: true },
            { title: translate('figure-margin'), of: margin, isNumber: true },
          ]}
        />
      </Part>
    </Screen>
  );
};
