import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Fine, Refusal, type FormPreview } from '../web/parts/act-form';
import { Rows } from '../web/parts/parts';
import { named, shownMoney, shownDollars, shownNumber, shownTime, translate } from '../web/words/words';

export interface PackLine {
  readonly id: string;
  readonly credits: number;
  readonly stars: number;
  readonly price: number;
  readonly byCard: readonly { readonly currency: string; readonly amount: number }[];
  readonly pictures: number;
  readonly trainings: number;
  readonly minutes: number;
}

interface ItemMargin {
  readonly item: string;
  readonly credits: number;
  readonly floor: number;
  readonly brings: number;
  readonly costs: number;
  readonly margin: number;
}

interface Previewed {
  readonly refused: string | null;
  readonly below: {
    readonly item: string;
    readonly price: string;
    readonly floor: string;
    readonly from: string;
  } | null;
  readonly preview: {
    readonly from: string;
    readonly packs: readonly PackLine[];
    readonly starsOfCredit: number;
    readonly dollarsOfCredit: number;
    readonly margins: readonly ItemMargin[];
  } | null;
}

/** Shows four digits, because a unit may cost less than a cent. */
export const shownCost = (dollars: number): string => shownDollars(dollars, 4);
export const shownMargin = (margin: number): string => `${shownNumber(Math.round(margin) || 0)} %`;

/** The packs on sale, with what the credits of each buy. */
export const PackRows = ({ packs }: { packs: readonly PackLine[] }) => (
  <Rows
    label={translate('packs')}
    rows={packs}
    keyOf={({ id }) => id}
    columns={[
      { title: translate('pack'), of: ({ id }) => id },
      { title: translate('credits'), of: ({ credits }) => shownNumber(credits), isNumber: true },
      {
        title: translate('stars'),
        of: ({ stars, price }) =>
          price === stars ? `${shownNumber(stars)} ★` : `${shownNumber(price)} ★ (${shownNumber(stars)} ★)`,
        isNumber: true,
      },
      ...(packs.some(({ byCard }) => byCard.length > 0)
        ? [
            {
              title: translate('paid-by-card'),
              of: ({ byCard }: PackLine) => byCard.map(shownMoney).join(', ') || '—',
              isNumber: true,
            },
          ]
        : []),
      {
        title: translate('stars-a-credit'),
        of: ({ price, credits }) => shownNumber(price / credits, 2),
        isNumber: true,
      },
      { title: translate('buys-pictures'), of: ({ pictures }) => shownNumber(pictures), isNumber: true },
      { title: translate('buys-trainings'), of: ({ trainings }) => shownNumber(trainings), isNumber: true },
      { title: translate('buys-minutes'), of: ({ minutes }) => shownNumber(minutes), isNumber: true },
    ]}
  />
);

const Heading = ({ children }: { children: string }) => (
  <Typography component="h3" sx={{ fontWeight: 600, mt: 2 }}>
    {children}
  </Typography>
);

const Preview = ({ from, packs, starsOfCredit, dollarsOfCredit, margins }: NonNullable<Previewed['preview']>) => (
  <Box>
    <Fine>
      {translate('preview-fine', {
        at: shownTime(from),
        stars: shownNumber(starsOfCredit, 3),
        dollars: shownCost(dollarsOfCredit),
      })}
    </Fine>
    <Heading>{translate('packs-will-be')}</Heading>
    <PackRows packs={packs} />
    {margins.length > 0 && (
      <>
        <Heading>{translate('margins-will-be')}</Heading>
        <Box sx={{ maxHeight: 320, overflowY: 'auto' }}>
          <Rows
            label={translate('margins-will-be')}
            rows={margins.toSorted((one, other) => one.margin - other.margin)}
            keyOf={({ item }) => item}
            columns={[
              { title: translate('item'), of: ({ item }) => named('item', item) },
              { title: translate('price'), of: ({ credits }) => shownNumber(credits, 2), isNumber: true },
              { title: translate('floor'), of: ({ floor }) => shownNumber(floor, 2), isNumber: true },
              { title: translate('costs'), of: ({ costs }) => shownCost(costs), isNumber: true },
              { title: translate('figure-margin'), of: ({ margin }) => shownMargin(margin), isNumber: true },
            ]}
          />
        </Box>
      </>
    )}
  </Box>
);

/** Shows the answer of a preview in a form. */
export const showPreview: FormPreview['show'] = (answer) => {
  const { refused, below, preview } = answer as Previewed;
  if (refused !== null)
    return {
      isRefused: true,
      shown: (
        <Refusal>
          {below
            ? translate('refused-below-floor', { ...below, item: named('item', below.item) })
            : named('refused', refused)}
        </Refusal>
      ),
    };
  return { isRefused: false, shown: preview ? <Preview {...preview} /> : <Fine>{translate('preview-is-fine')}</Fine> };
};
