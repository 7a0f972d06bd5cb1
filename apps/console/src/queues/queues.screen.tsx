import { useTranslate } from 'ra-core';
import { ActForm } from '../web/parts/act-form';
import { Part, Rows, Screen, useAsked } from '../web/parts/parts';
import { OpenOrders, type OpenOrdersOfKind } from '../web/parts/open-orders';
import { shownNumber, shownSeconds, shownTime } from '../web/words/words';

interface Queues {
  readonly orders: readonly OpenOrdersOfKind[];
  readonly jobs: readonly {
    schema: string;
    waiting: number;
    active: number;
    delayed: number;
    oldestSeconds: number;
    messages: number;
  }[];
  readonly settings: readonly {
    schema: string;
    queue: string;
    isPaused: boolean;
    concurrency: number | null;
    changedAt: string | null;
  }[];
}

const QueueActs = ({ schema, queue, isPaused }: { schema: string; queue: string; isPaused: boolean }) => {
  const path = `queues/${schema}/${queue}`;
  return (
    <>
      {isPaused ? (
        <ActForm act="set-queue" form="resume-queue" path={`${path}/resume`} about={queue} isSmall />
      ) : (
        // Operators need the desk’s own inbox to sign in, so no button pauses it.
        queue !== 'console' && (
          <ActForm act="set-queue" form="pause-queue" path={`${path}/pause`} about={queue} isSmall isDangerous />
        )
      )}
      <ActForm
        act="set-queue"
        form="queue-concurrency"
        path={`${path}/concurrency`}
        fields={[{ name: 'concurrency', kind: 'number', min: 0, max: 1_000, step: 0.01 }]}
        about={queue}
        isSmall
      />
    </>
  );
};

const QueuesScreen = () => {
  const translate = useTranslate();
  const { data, error } = useAsked<Queues>('queues', 5_000);
  return (
    <Screen title={translate('queues')} error={error} isLoading={!data}>
      <OpenOrders rows={data?.orders ?? []} />
      <Part title={translate('other-work')}>
        <Rows
          label={translate('other-work')}
          rows={data?.jobs ?? []}
          keyOf={({ schema }) => schema}
          columns={[
            { title: translate('app'), of: ({ schema }) => schema },
            { title: translate('jobs-waiting'), of: ({ waiting }) => shownNumber(waiting), isNumber: true },
            { title: translate('jobs-active'), of: ({ active }) => shownNumber(active), isNumber: true },
            { title: translate('jobs-delayed'), of: ({ delayed }) => shownNumber(delayed), isNumber: true },
            { title: translate('messages'), of: ({ messages }) => shownNumber(messages), isNumber: true },
            { title: translate('oldest'), of: ({ oldestSeconds }) => shownSeconds(oldestSeconds), isNumber: true },
          ]}
        />
      </Part>
      <Part title={translate('queue-settings')}>
        <Rows
          label={translate('queue-settings')}
          rows={data?.settings ?? []}
          acts={({ schema, queue, isPaused }) => <QueueActs schema={schema} queue={queue} isPaused={isPaused} />}
          keyOf={({ schema, queue }) => `${schema} ${queue}`}
          columns={[
            { title: translate('queue'), of: ({ queue }) => queue },
            { title: translate('app'), of: ({ schema }) => schema },
            { title: translate('state'), of: ({ isPaused }) => translate(isPaused ? 'paused' : 'at-work') },
            {
              title: translate('concurrency'),
              of: ({ concurrency }) => concurrency ?? translate('as-the-code-says'),
              isNumber: true,
            },
            { title: translate('since'), of: ({ changedAt }) => shownTime(changedAt) },
          ]}
        />
      </Part>
    </Screen>
  );
};

export const queuesRoute = <QueuesScreen />;
