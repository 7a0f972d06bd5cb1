import { useTranslate } from 'ra-core';
import { To } from '../web/parts/list';
import { Part, Rows, Screen, useAsked } from '../web/parts/parts';
import { shownNumber, shownTime } from '../web/words/words';

interface DeadLetter {
  readonly id: string;
  readonly schema: string;
  readonly job: string;
  readonly code: string;
  readonly attempts: number;
  readonly diedAt: string;
}

interface Undelivered {
  readonly id: string;
  readonly userId: string;
  readonly orderId: string | null;
  readonly attempts: number;
  readonly createdAt: string;
}

const LettersScreen = () => {
  const translate = useTranslate();
  const dead = useAsked<readonly DeadLetter[]>('dead-letters');
  const results = useAsked<readonly Undelivered[]>('undelivered');
  return (
    <Screen title={translate('letters')} error={dead.error ?? results.error}>
      <Part title={translate('dead-letters')}>
        <Rows
          label={translate('dead-letters')}
          rows={dead.data ?? []}
          keyOf={({ id }) => id}
          columns={[
            { title: translate('when'), of: ({ diedAt }) => shownTime(diedAt) },
            { title: translate('app'), of: ({ schema }) => schema },
            { title: translate('what'), of: ({ job }) => job },
            { title: translate('code'), of: ({ code }) => code },
            { title: translate('attempts'), of: ({ attempts }) => shownNumber(attempts), isNumber: true },
            { title: translate('our-id'), of: ({ id }) => id },
          ]}
        />
      </Part>
      <Part title={translate('undelivered')}>
        <Rows
          label={translate('undelivered')}
          rows={results.data ?? []}
          keyOf={({ id }) => id}
          columns={[
            { title: translate('when'), of: ({ createdAt }) => shownTime(createdAt) },
            {
              title: translate('person'),
              of: ({ userId }) => <To to={`/people/${userId}/show`}>{userId.slice(-8)}</To>,
            },
            {
              title: translate('order'),
              of: ({ orderId }) =>
                orderId === null ? '—' : <To to={`/orders/${orderId}/show`}>{orderId.slice(-8)}</To>,
            },
            { title: translate('attempts'), of: ({ attempts }) => shownNumber(attempts), isNumber: true },
          ]}
        />
      </Part>
    </Screen>
  );
};

export const lettersRoutes = <LettersScreen />;
