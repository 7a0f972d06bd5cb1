import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { Chart, useChartColors } from '../web/parts/chart';
import { To } from '../web/parts/list';
import { Facts, Part, Rows, Screen, useAsked } from '../web/parts/parts';
import { OpenOrders, type OpenOrdersOfKind } from '../web/parts/open-orders';
import { named, shownDay, shownDollars, shownNumber, shownSeconds, shownTime } from '../web/words/words';

interface Figures {
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

interface Day extends Figures {
  readonly day: string;
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

const DAY_MS = 86_400_000;

const NOTHING: Figures = {
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

const turnoverOf = ({ stars, starsBack }: Figures, { dollarsOfStar }: Today): number =>
  (stars - starsBack) * dollarsOfStar;
const marginOf = ({ credits, dollars }: Figures, { dollarsOfCredit }: Today): number =>
  credits * (dollarsOfCredit ?? 0) - dollars;
/** Before the first count of what a credit is worth there is no margin. */
const shownMargin = (of: Figures, today: Today): string => (today.measuredAt ? shownDollars(marginOf(of, today)) : '—');

/** The day of so many days ago, by UTC. */
const dayOf = (daysAgo: number): string => new Date(Date.now() - daysAgo * DAY_MS).toISOString().slice(0, 10);

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

/** The figures of today beside those of yesterday. */
const FiguresOfToday = ({ today }: { today: Today }) => {
  const translate = useTranslate();
  const [now = NOTHING, before = NOTHING] = [0, 1].map((ago) => today.days.find(({ day }) => day === dayOf(ago)));
  const figure = (name: string, shown: (of: Figures) => string) => (
    <Figure name={translate(`figure-${name}`)} value={shown(now)} before={shown(before)} />
  );
  return (
    <>
      <Typography component="h2" variant="h6" sx={{ mb: 1, fontSize: '1.05rem' }}>
        {translate('today-by-utc', { day: shownDay(dayOf(0)) })}
      </Typography>
      <Box sx={{ display: 'grid', gap: 2, mb: 2, gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))' }}>
        {figure('newPeople', ({ newPeople }) => shownNumber(newPeople))}
        {figure('active', ({ active }) => shownNumber(active))}
        {figure('paying', ({ paying }) => shownNumber(paying))}
        {figure('delivered', ({ delivered }) => shownNumber(delivered))}
        {figure('undelivered', ({ undelivered }) => shownNumber(undelivered))}
        {figure('stars', ({ stars }) => `${shownNumber(stars)} ★`)}
        {figure('turnover', (of) => shownDollars(turnoverOf(of, today)))}
        {figure('dollars', ({ dollars }) => shownDollars(dollars))}
        {figure('margin', (of) => shownMargin(of, today))}
      </Box>
    </>
  );
};

/** What waits for an operator, and what we owe. */
const ToDecide = ({ today }: { today: Today }) => {
  const translate = useTranslate();
  const { measuredAt, openJobs } = today;
  const { available = 0, held = 0, debt = 0 } = today.outstanding ?? {};
  const jobs = openJobs.reduce((all, { waiting }) => all + waiting, 0);
  const oldestJob = Math.max(0, ...openJobs.map(({ oldestSeconds }) => oldestSeconds));
  const counted = (figure: string): string =>
    measuredAt ? translate('counted-at', { figure, at: shownTime(measuredAt) }) : translate('not-counted');
  const waiting = (what: string, screen: string, count: number) =>
    [translate(what), <To to={`/${screen}`}>{shownNumber(count)}</To>] as const;
  return (
    <Part title={translate('to-decide')}>
      <Facts
        facts={[
          waiting('dead-letters', 'letters', today.deadLetters),
          waiting('undelivered', 'letters', today.undelivered),
          waiting('tickets-wait', 'tickets', today.tickets),
          waiting('reports-wait', 'reports', today.reports),
          waiting('card-returns-wait', 'payments', today.cardReturns),
          [
            translate('liability'),
            counted(
              translate('liability-is', {
                credits: shownNumber(available + held),
                dollars: shownDollars((available + held) * (today.dollarsOfCredit ?? 0)),
                debt: shownNumber(debt),
              }),
            ),
          ],
          [translate('paying-in-month'), counted(shownNumber(today.payingInMonth ?? 0))],
          [
            translate('jobs-wait'),
            jobs === 0 ? translate('no') : translate('jobs-wait-is', { count: jobs, age: shownSeconds(oldestJob) }),
          ],
        ]}
      />
    </Part>
  );
};

const Failures = ({ failures }: Pick<Today, 'failures'>) => {
  const translate = useTranslate();
  return (
    <Part title={translate('failures-of-day')}>
      <Rows
        label={translate('failures-of-day')}
        rows={failures}
        keyOf={({ kind, code }) => `${kind} ${code}`}
        columns={[
          { title: translate('kind'), of: ({ kind }) => named('kind', kind) },
          { title: translate('code'), of: ({ code }) => code },
          { title: translate('count'), of: ({ count }) => shownNumber(count), isNumber: true },
        ]}
      />
    </Part>
  );
};

const ModelEnds = ({ modelEnds }: Pick<Today, 'modelEnds'>) => {
  const translate = useTranslate();
  return (
    <Part title={translate('model-ends')}>
      <Rows
        label={translate('model-ends')}
        rows={modelEnds}
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
  );
};

const Charts = ({ today }: { today: Today }) => {
  const translate = useTranslate();
  const colors = useChartColors();
  const { days } = today;
  const money = days.map((one) => ({
    day: one.day,
    turnover: turnoverOf(one, today),
    dollars: one.dollars,
    margin: marginOf(one, today),
  }));
  const series = (of: string, color: string) => ({ of, name: translate(`figure-${of}`), color });
  return (
    <>
      <Chart
        title={translate('chart-people')}
        days={days}
        kind="lines"
        series={[series('newPeople', colors.blue), series('active', colors.green), series('paying', colors.orange)]}
      />
      <Chart
        title={translate('chart-orders')}
        days={days}
        kind="bars"
        series={[series('delivered', colors.green), series('undelivered', colors.red)]}
      />
      <Chart title={translate('chart-stars')} days={days} kind="bars" series={[series('stars', colors.gold)]} />
      <Chart
        title={translate('chart-money')}
        days={money}
        kind="lines"
        series={[
          series('turnover', colors.blue),
          series('dollars', colors.red),
          ...(today.measuredAt ? [series('margin', colors.green)] : []),
        ]}
      />
    </>
  );
};

const ByDay = ({ today }: { today: Today }) => {
  const translate = useTranslate();
  return (
    <Part title={translate('by-day')}>
      <Rows
        label={translate('by-day')}
        rows={today.days.toReversed()}
        keyOf={({ day }) => day}
        columns={[
          { title: translate('day'), of: ({ day }) => shownDay(day) },
          ...(['newPeople', 'active', 'paying', 'delivered', 'undelivered', 'stars', 'starsBack'] as const).map(
            (of) => ({
              title: translate(`figure-${of}`),
              of: (day: Day) => shownNumber(day[of]),
              isNumber: true,
            }),
          ),
          { title: translate('figure-dollars'), of: ({ dollars }) => shownDollars(dollars), isNumber: true },
          { title: translate('figure-margin'), of: (day) => shownMargin(day, today), isNumber: true },
        ]}
      />
    </Part>
  );
};

export const TodayScreen = () => {
  const translate = useTranslate();
  const { data: today, error } = useAsked<Today>('today?days=30', 30_000);
  return (
    <Screen title={translate('today')} error={error} isLoading={!today}>
      {today && (
        <>
          <FiguresOfToday today={today} />
          <ToDecide today={today} />
          <OpenOrders rows={today.openOrders} />
          <Failures failures={today.failures} />
          <ModelEnds modelEnds={today.modelEnds} />
          <Charts today={today} />
          <ByDay today={today} />
        </>
      )}
    </Screen>
  );
};
