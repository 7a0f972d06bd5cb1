import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useMe } from '../web/api/api';
import { ActForm } from '../web/parts/act-form';
import { FROM, type FormValues } from '../web/parts/fields';
import { Part, Rows, Screen, useAsked } from '../web/parts/parts';
import { named, shownNumber, shownTime, translate } from '../web/words/words';
import { PlansPart, type PlanLine } from './plans.part';
import { PlannedPart, type PlannedChange } from './planned.part';
import { PackRows, shownCost, shownMargin, showPreview, type PackLine } from './preview.screen';

interface Selling {
  readonly prices: readonly {
    readonly item: string;
    readonly price: number;
    readonly floor: number | null;
    readonly costs: number | null;
    readonly margin: number | null;
  }[];
  readonly packs: readonly PackLine[];
  readonly cardCurrency: string | null;
  readonly discounts: readonly {
    readonly id: string;
    readonly percent: number;
    readonly packs: readonly string[];
    readonly until: string;
  }[];
  readonly plans: readonly PlanLine[];
  readonly allowances: readonly {
    readonly name: string;
    readonly unit: string;
    readonly most: number;
    readonly amount: number | null;
  }[];
  readonly planned: readonly PlannedChange[];
}

const ID = { name: 'id', kind: 'words', max: 24 } as const;
const choicesOf = (packs: readonly PackLine[]) => packs.map(({ id }) => ({ id, name: id }));
const packField = (packs: readonly PackLine[]) =>
  ({ name: 'id', label: 'pack', kind: 'choice', choices: choicesOf(packs) }) as const;
const LABEL = { kind: 'words', max: 16 } as const;
const LABELS = (['labelRu', 'labelEn'] as const).map((name) => ({ name, ...LABEL }));
/** The languages in which a discount may have a label of its own, besides those in which it must have one. */
const furtherOf = (languages: readonly string[]) => languages.filter((one) => one !== 'ru' && one !== 'en');
const withLabels = (languages: readonly string[], values: FormValues): FormValues => {
  const labels = languages.flatMap((language) => {
    const label = values[`label-${language}`];
    return label === undefined ? [] : [{ language, label }];
  });
  const others = Object.entries(values).filter(([name]) => !name.startsWith('label-'));
  return { ...Object.fromEntries(others), ...(labels.length > 0 && { labels }) };
};
const previewOf = (change: string, more: object = {}) => ({
  path: 'selling/preview',
  fixed: { change, ...more },
  show: showPreview,
});

/** The prices of packs by card, if the installation accepts cards. */
const CardPrices = ({ packs, currency }: { packs: readonly PackLine[]; currency: string | null }) => {
  if (currency === null || packs.length === 0) return null;
  const byCard = packs.filter((pack) => pack.byCard.some((money) => money.currency === currency));
  return (
    <>
      <ActForm
        act="set-pack"
        form="card-price"
        path="selling/card-price"
        fixed={{ currency }}
        explains={translate('card-currency', { currency })}
        fields={[packField(packs), { name: 'money', kind: 'number', min: 0.01, max: 10_000_000, step: 0.01 }, FROM]}
        preview={previewOf('card-price', { currency })}
      />
      {byCard.length > 0 && (
        <ActForm
          act="set-pack"
          form="card-price-end"
          path="selling/card-price"
          fixed={{ currency }}
          fields={[packField(byCard), FROM]}
          preview={previewOf('card-price', { currency })}
          isDangerous
        />
      )}
    </>
  );
};

const Packs = ({ packs, cardCurrency }: Pick<Selling, 'packs' | 'cardCurrency'>) => {
  const translate = useTranslate();
  return (
    <Part title={translate('packs')}>
      <PackRows packs={packs} />
      <Typography component="div" sx={{ mt: 2 }}>
        <ActForm
          act="set-pack"
          form="pack"
          path="selling/pack"
          fields={[
            ID,
            { name: 'credits', kind: 'number', min: 1, max: 100_000, step: 0.01 },
            { name: 'stars', kind: 'number', min: 1, max: 100_000 },
            FROM,
          ]}
          preview={previewOf('pack')}
        />
        {packs.length > 0 && (
          <ActForm
            act="set-pack"
            form="pack-end"
            path="selling/pack-end"
            fields={[packField(packs), FROM]}
            preview={previewOf('pack-end')}
            isDangerous
          />
        )}
        <CardPrices packs={packs} currency={cardCurrency} />
      </Typography>
    </Part>
  );
};

const Discounts = ({ discounts, packs }: Pick<Selling, 'discounts' | 'packs'>) => {
  const translate = useTranslate();
  const languages = furtherOf(useMe()?.languages ?? []);
  const fields = [
    ID,
    { name: 'percent', kind: 'number', min: 1, max: 90 },
    { name: 'packs', kind: 'choice', choices: choicesOf(packs), isSeveral: true, isOptional: true },
    ...LABELS,
    FROM,
    { name: 'until', kind: 'moment' },
  ] as const;
  return (
    <Part title={translate('discounts')}>
      <Rows
        label={translate('discounts')}
        rows={discounts}
        keyOf={({ id }) => id}
        columns={[
          { title: translate('discount'), of: ({ id }) => id },
          { title: translate('percent'), of: ({ percent }) => `${percent} %`, isNumber: true },
          {
            title: translate('packs'),
            of: (discount) => (discount.packs.length === 0 ? translate('all-packs') : discount.packs.join(', ')),
          },
          { title: translate('until'), of: ({ until }) => shownTime(until) },
        ]}
        acts={({ id }) => (
          <ActForm
            act="set-pack"
            form="discount-end"
            path="selling/discount-end"
            fixed={{ id }}
            fields={[FROM]}
            preview={previewOf('discount-end', { id })}
            isSmall
          />
        )}
      />
      <Typography component="div" sx={{ mt: 2 }}>
        <ActForm
          act="set-pack"
          form="discount"
          path="selling/discount"
          fields={[...fields, ...languages.map((one) => ({ name: `label-${one}`, isOptional: true, ...LABEL }))]}
          bodyOf={(values) => withLabels(languages, values)}
          preview={{ ...previewOf('discount'), of: fields.map(({ name }) => name) }}
        />
      </Typography>
    </Part>
  );
};

/** The price of a unit of each item, beside what a unit costs. */
const Prices = ({ prices }: Pick<Selling, 'prices'>) => {
  const translate = useTranslate();
  return (
    <Part title={translate('price-of-each')}>
      <Rows
        label={translate('price-of-each')}
        rows={prices}
        keyOf={({ item }) => item}
        columns={[
          { title: translate('item'), of: ({ item }) => named('item', item) },
          { title: translate('price'), of: ({ price }) => shownNumber(price, 2), isNumber: true },
          {
            title: translate('floor'),
            of: ({ floor }) => (floor === null ? '—' : shownNumber(floor, 2)),
            isNumber: true,
          },
          { title: translate('costs'), of: ({ costs }) => (costs === null ? '—' : shownCost(costs)), isNumber: true },
          {
            title: translate('figure-margin'),
            of: ({ margin }) => (margin === null ? '—' : shownMargin(margin)),
            isNumber: true,
          },
        ]}
        acts={({ item, price }) => (
          <ActForm
            act="set-price"
            path="selling/price"
            fixed={{ item }}
            fields={[{ name: 'price', kind: 'number', min: 0, max: 10_000, step: 0.01, initial: price }, FROM]}
            preview={previewOf('price', { item })}
            isSmall
          />
        )}
      />
    </Part>
  );
};

/** What people get for nothing, and limits of it. */
const Allowances = ({ allowances }: Pick<Selling, 'allowances'>) => {
  const translate = useTranslate();
  return (
    <Part title={translate('free')}>
      <Rows
        label={translate('free')}
        rows={allowances}
        keyOf={({ name }) => name}
        columns={[
          { title: translate('what-is-free'), of: ({ name }) => named('allowance', name) },
          {
            title: translate('value'),
            of: ({ amount, unit }) =>
              amount === null ? translate('as-configured') : `${shownNumber(amount)} ${named('unit', unit)}`,
          },
        ]}
        acts={({ name: allowance, amount, most }) => (
          <ActForm
            act="set-allowance"
            path="selling/allowance"
            fixed={{ allowance }}
            fields={[
              { name: 'amount', kind: 'number', min: 0, max: most, ...(amount !== null && { initial: amount }) },
              FROM,
            ]}
            preview={previewOf('allowance', { allowance })}
            isSmall
          />
        )}
      />
    </Part>
  );
};

const SellingScreen = () => {
  const translate = useTranslate();
  const { data: selling, error } = useAsked<Selling>('selling');
  return (
    <Screen title={translate('prices')} error={error} isLoading={!selling}>
      {selling && (
        <>
          <PlannedPart planned={selling.planned} />
          <Packs packs={selling.packs} cardCurrency={selling.cardCurrency} />
          <Discounts discounts={selling.discounts} packs={selling.packs} />
          <PlansPart plans={selling.plans} />
          <Prices prices={selling.prices} />
          <Allowances allowances={selling.allowances} />
        </>
      )}
    </Screen>
  );
};

export const sellingRoute = <SellingScreen />;
