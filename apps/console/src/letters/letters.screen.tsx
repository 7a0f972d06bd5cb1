import { useTranslate } from 'ra-core';
import { ActForm } from '../web/parts/act-form';
import { ToOrder, ToPerson } from '../web/parts/list';
import { Part, Rows, Screen, useAsked } from '../web/parts/parts';
import { shownNumber, shownTime } from '../web/words/words';

interface DeadLetter {
  readonly id: string;
  readonly schema: string;
  readonly job: string;
  readonly code: string;
  readonly attempts: number;
  readonly diedAt: string;
  readonly refundingSince: string | null;
}

interface Undelivered {
  readonly id: string;
  readonly userId: string;
  readonly orderId: string | null;
  readonly attempts: number;
  readonly createdAt: string;
}

/** The two buttons for a message or a result that was given up: one tries it once more, the other closes it finally. */
const Decisions = ({ of, path, about }: { of: 'dead-letter' | 'undelivered'; path: string; about: string }) => (
  <>
    <ActForm act={`retry-${of}`} path={`${path}/retry`} about={about} isSmall />
    <ActForm act={`drop-${of}`} path={`${path}/drop`} about={about} isSmall isDangerous />
  </>
);

const LettersScreen = () => {
  const translate = useTranslate();
  const dead = useAsked<readonly DeadLetter[]>('dead-letters');
  const results = useAsked<readonly Undelivered[]>('undelivered');
  return (
    <Screen title={translate('letters')} error={dead.error ?? results.error} isLoading={!dead.data || !results.data}>
      <Part title={translate('dead-letters')}>
        <Rows
          label={translate('dead-letters')}
          rows={dead.data ?? []}
          acts={({ id, schema, job, refundingSince }) =>
            refundingSince === null && (
              <Decisions of="dead-letter" path={`dead-letters/${schema}/${encodeURIComponent(id)}`} about={job} />
            )
          }
          keyOf={({ id }) => id}
          columns={[
            { title: translate('when'), of: ({ diedAt }) => shownTime(diedAt) },
            { title: translate('app'), of: ({ schema }) => schema },
            { title: translate('what'), of: ({ job }) => job },
            { title: translate('code'), of: ({ code }) => code },
            { title: translate('attempts'), of: ({ attempts }) => shownNumber(attempts), isNumber: true },
            {
              title: translate('stars-back'),
              of: ({ refundingSince }) => (refundingSince === null ? '—' : translate('return-open')),
            },
            { title: translate('our-id'), of: ({ id }) => id },
          ]}
        />
      </Part>
      <Part title={translate('undelivered')}>
        <Rows
          label={translate('undelivered')}
          rows={results.data ?? []}
          acts={({ id }) => <Decisions of="undelivered" path={`undelivered/${id}`} about={id} />}
          keyOf={({ id }) => id}
          columns={[
            { title: translate('when'), of: ({ createdAt }) => shownTime(createdAt) },
            {
              title: translate('person'),
              of: ({ userId }) => <ToPerson id={userId} />,
            },
            {
              title: translate('order'),
              of: ({ orderId }) => (orderId === null ? '—' : <ToOrder id={orderId} />),
            },
            { title: translate('attempts'), of: ({ attempts }) => shownNumber(attempts), isNumber: true },
          ]}
        />
      </Part>
    </Screen>
  );
};

export const lettersRoutes = <LettersScreen />;
