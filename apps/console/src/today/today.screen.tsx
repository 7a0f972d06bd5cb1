import { useTranslate } from 'ra-core';
import { To } from '../web/parts/list';
import { Facts, Part, Rows, Screen, useAsked } from '../web/parts/parts';
import { OpenOrders, type OpenOrdersOfKind } from '../web/parts/open-orders';
import { named, shownDollars, shownNumber, shownSeconds, shownTime } from '../web/words/words';
import { ByDay, Charts, type Days, FiguresOfToday } from './days.part';

interface Today extends Days {
  readonly outstanding: { readonly available: number; readonly held: number; readonly debt: number } | null;
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

export const TodayScreen = () => {
  const translate = useTranslate();
  const { data: today, error } = useAsked<Today>('today?days=30', 30_000);
  return (
    <Screen title={translate('today')} error={error} isLoading={!today}>
      {today && (
        <>
          <FiguresOfToday measured={today} />
          <ToDecide today={today} />
          <OpenOrders rows={today.openOrders} />
          <Failures failures={today.failures} />
          <ModelEnds modelEnds={today.modelEnds} />
          <Charts measured={today} />
          <ByDay measured={today} />
        </>
      )}
    </Screen>
  );
};
