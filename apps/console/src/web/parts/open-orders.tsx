import { useTranslate } from 'ra-core';
import { named, shownNumber, shownSeconds } from '../words/words';
import { Part, Rows } from './parts';

/** The open orders of a kind that are in the same state. */
export interface OpenOrdersOfKind {
  readonly kind: string;
  readonly state: string;
  readonly count: number;
  readonly oldestSeconds: number;
}

/** How many orders are open, by kind and state, and how long the oldest has waited. */
export const OpenOrders = ({ rows }: { rows: readonly OpenOrdersOfKind[] }) => {
  const translate = useTranslate();
  return (
    <Part title={translate('waiting-orders')}>
      <Rows
        label={translate('waiting-orders')}
        rows={rows}
        keyOf={({ kind, state }) => `${kind} ${state}`}
        columns={[
          { title: translate('kind'), of: ({ kind }) => named('kind', kind) },
          { title: translate('state'), of: ({ state }) => named('state', state) },
          { title: translate('count'), of: ({ count }) => shownNumber(count), isNumber: true },
          { title: translate('oldest'), of: ({ oldestSeconds }) => shownSeconds(oldestSeconds), isNumber: true },
        ]}
      />
    </Part>
  );
};
