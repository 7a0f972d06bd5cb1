import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { showPreview } from './preview.screen';
import { ActForm } from '../web/parts/act-form';
import { FROM } from '../web/parts/fields';
import { Part, Rows } from '../web/parts/parts';
import { shownNumber } from '../web/words/words';

export interface PlanLine {
  readonly id: string;
  readonly credits: number;
  readonly stars: number;
  readonly people: number;
  readonly isOnSale: boolean;
}

/** The monthly plans. */
export const PlansPart = ({ plans }: { plans: readonly PlanLine[] }) => {
  const translate = useTranslate();
  return (
    <Part title={translate('plans')}>
      <Rows
        label={translate('plans')}
        rows={plans}
        keyOf={({ id }) => id}
        columns={[
          { title: translate('plan'), of: ({ id }) => id },
          { title: translate('credits'), of: ({ credits }) => shownNumber(credits), isNumber: true },
          { title: translate('stars-a-month'), of: ({ stars }) => `${shownNumber(stars)} ★`, isNumber: true },
          { title: translate('subscribers'), of: ({ people }) => shownNumber(people), isNumber: true },
        ]}
        acts={({ id, isOnSale }) =>
          isOnSale ? (
            <ActForm act="set-plan" form="plan-end" path={`plans/${id}/retire`} fields={[FROM]} isDangerous isSmall />
          ) : (
            translate('not-sold-any-more')
          )
        }
      />
      <Typography component="div" sx={{ mt: 2 }}>
        <ActForm
          act="set-plan"
          form="plan"
          path="plans"
          fields={[
            { name: 'id', kind: 'words', max: 24 },
            { name: 'credits', kind: 'number', min: 1, max: 100_000 },
            { name: 'stars', kind: 'number', min: 1, max: 10_000 },
            FROM,
          ]}
          preview={{ path: 'plans/preview', show: showPreview }}
        />
      </Typography>
    </Part>
  );
};
