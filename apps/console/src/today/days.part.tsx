import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { Chart, useChartColors } from '../web/parts/chart';
import { Part, Rows } from '../web/parts/parts';
import { shownDay, shownDollars, shownNumber } from '../web/words/words';

interface Figures {
  readonly newPeople: number;
  readonly active: number;
  readonly paying: number;
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

/** The figures of the last days, and what turns their Stars and credits into dollars. */
export interface Days {
  /** When the credits that we owe and the paying people were last counted; null before the first count. */
  readonly measuredAt: string | null;
  readonly days: readonly Day[];
  readonly dollarsOfCredit: number | null;
  readonly dollarsOfStar: number;
}

const DAY_MS = 86_400_000;

const NOTHING: Figures = {
  newPeople: 0,
  active: 0,
  paying: 0,
  stars: 0,
  starsBack: 0,
  delivered: 0,
  undelivered: 0,
  credits: 0,
  dollars: 0,
};

const turnoverOf = ({ stars, starsBack }: Figures, { dollarsOfStar }: Days): number =>
  (stars - starsBack) * dollarsOfStar;
const marginOf = ({ credits, dollars }: Figures, { dollarsOfCredit }: Days): number =>
  credits * (dollarsOfCredit ?? 0) - dollars;
/** Before the first count of what a credit is worth there is no margin. */
const shownMargin = (of: Figures, measured: Days): string =>
  measured.measuredAt ? shownDollars(marginOf(of, measured)) : '—';

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
export const FiguresOfToday = ({ measured }: { measured: Days }) => {
  const translate = useTranslate();
  const [now = NOTHING, before = NOTHING] = [0, 1].map((ago) => measured.days.find(({ day }) => day === dayOf(ago)));
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
        {figure('turnover', (of) => shownDollars(turnoverOf(of, measured)))}
        {figure('dollars', ({ dollars }) => shownDollars(dollars))}
        {figure('margin', (of) => shownMargin(of, measured))}
      </Box>
    </>
  );
};

/** How the figures went from day to day. */
export const Charts = ({ measured }: { measured: Days }) => {
  const translate = useTranslate();
  const colors = useChartColors();
  const { days } = measured;
  const money = days.map((one) => ({
    day: one.day,
    turnover: turnoverOf(one, measured),
    dollars: one.dollars,
    margin: marginOf(one, measured),
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
          ...(measured.measuredAt ? [series('margin', colors.green)] : []),
        ]}
      />
    </>
  );
};

/** The figures of each day, the last day first. */
export const ByDay = ({ measured }: { measured: Days }) => {
  const translate = useTranslate();
  return (
    <Part title={translate('by-day')}>
      <Rows
        label={translate('by-day')}
        rows={measured.days.toReversed()}
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
          { title: translate('figure-margin'), of: (day) => shownMargin(day, measured), isNumber: true },
        ]}
      />
    </Part>
  );
};
