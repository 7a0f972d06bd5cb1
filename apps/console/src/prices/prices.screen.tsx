import { useTranslate } from 'ra-core';
import { ActButton } from '../web/parts/act';
import { Part, Rows, Screen, useAsked } from '../web/parts/parts';
import { named, shownNumber, shownTime } from '../web/words/words';

interface Prices {
  readonly prices: readonly {
    readonly item: string;
    readonly price: number;
    readonly validFrom: string;
    readonly floor: number | null;
    readonly next: number | null;
    readonly nextFrom: string | null;
  }[];
  readonly packs: readonly { readonly id: string; readonly stars: number; readonly credits: number }[];
}

const PricesScreen = () => {
  const translate = useTranslate();
  const { data, error } = useAsked<Prices>('prices');
  return (
    <Screen title={translate('prices')} error={error}>
      <Part title={translate('packs')}>
        <Rows
          label={translate('packs')}
          rows={data?.packs ?? []}
          keyOf={({ id }) => id}
          columns={[
            { title: translate('pack'), of: ({ id }) => id },
            { title: translate('credits'), of: ({ credits }) => shownNumber(credits), isNumber: true },
            { title: translate('stars'), of: ({ stars }) => `${shownNumber(stars)} ★`, isNumber: true },
            {
              title: translate('stars-a-credit'),
              of: ({ stars, credits }) => shownNumber(stars / credits, 2),
              isNumber: true,
            },
          ]}
        />
      </Part>
      <Part title={translate('price-of-each')}>
        <Rows
          label={translate('price-of-each')}
          rows={data?.prices ?? []}
          keyOf={({ item }) => item}
          columns={[
            { title: translate('item'), of: ({ item }) => named('item', item) },
            { title: translate('price'), of: ({ price }) => shownNumber(price, 2), isNumber: true },
            {
              title: translate('floor'),
              of: ({ floor }) => (floor === null ? '—' : shownNumber(floor, 2)),
              isNumber: true,
            },
            { title: translate('since'), of: ({ validFrom }) => shownTime(validFrom) },
            {
              title: translate('next-price'),
              of: ({ next, nextFrom }) => (next === null ? '—' : `${shownNumber(next, 2)}, ${shownTime(nextFrom)}`),
            },
            {
              title: translate('acts'),
              of: ({ item }) => (
                <ActButton act="set-price" path={`prices/${item}`} number={{ field: 'price', min: 0, max: 10_000 }} />
              ),
            },
          ]}
        />
      </Part>
    </Screen>
  );
};

export const pricesRoute = <PricesScreen />;
