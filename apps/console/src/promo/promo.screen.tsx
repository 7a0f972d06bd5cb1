import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useState } from 'react';
import { showPreview } from '../selling/preview.screen';
import { ActForm } from '../web/parts/act-form';
import { FROM } from '../web/parts/fields';
import { Facts, Part, Rows, Screen, useAsked } from '../web/parts/parts';
import { named, shownNumber, shownTime } from '../web/words/words';

interface PromoLine {
  readonly code: string;
  readonly credits: number | null;
  readonly percent: number | null;
  readonly perPerson: number;
  readonly inAll: number | null;
  readonly used: number;
  readonly from: string;
  readonly until: string | null;
  readonly state: string;
}

interface Refused {
  readonly why: string;
  readonly count: number;
}

interface Promo {
  readonly codes: readonly PromoLine[];
  readonly referrals: {
    readonly invited: number;
    readonly paid: number;
    readonly rewarded: number;
    readonly refused: readonly Refused[];
    readonly picturesRewarded: number;
    readonly picturesRefused: readonly Refused[];
    readonly credits: number;
  };
  readonly arrivals: readonly { readonly link: string; readonly came: number; readonly withPicture: number }[];
  readonly days: number;
}

const PromoScreen = () => {
  const translate = useTranslate();
  const [of, setOf] = useState('open');
  const { data, error } = useAsked<Promo>(`promo?of=${of}`);
  const { invited = 0, paid = 0, rewarded = 0, refused = [], credits = 0 } = data?.referrals ?? {};
  const { picturesRewarded = 0, picturesRefused = [] } = data?.referrals ?? {};
  const refusedAs = (title: string, rows: readonly Refused[]) =>
    rows.map(({ why, count }) => [translate(title, { why: named('invited', why) }), shownNumber(count)] as const);
  return (
    <Screen title={translate('promo')} error={error}>
      <Part title={translate('promo-codes')}>
        <TextField
          select
          label={translate('which')}
          value={of}
          onChange={({ target }) => setOf(target.value)}
          sx={{ mb: 2, minWidth: 180 }}
        >
          {['open', 'all'].map((one) => (
            <MenuItem key={one} value={one}>
              {named('promo', one)}
            </MenuItem>
          ))}
        </TextField>
        <Rows
          label={translate('promo-codes')}
          rows={data?.codes}
          keyOf={({ code }) => code}
          columns={[
            { title: translate('promo-code'), of: ({ code }) => code },
            {
              title: translate('brings'),
              of: ({ credits: given, percent }) =>
                given === null
                  ? translate('brings-percent', { percent: percent ?? 0 })
                  : translate('brings-credits', { credits: shownNumber(given) }),
            },
            {
              title: translate('used'),
              of: ({ used, inAll }) => `${shownNumber(used)} / ${inAll === null ? '∞' : shownNumber(inAll)}`,
              isNumber: true,
            },
            { title: translate('per-person'), of: ({ perPerson }) => shownNumber(perPerson), isNumber: true },
            { title: translate('since'), of: ({ from }) => shownTime(from) },
            { title: translate('until'), of: ({ until }) => shownTime(until) },
            { title: translate('state'), of: ({ state }) => named('promo', state) },
          ]}
          acts={({ code, state }) =>
            state !== 'ended' && <ActForm act="end-promo" path={`promo/${code}/end`} isDangerous isSmall />
          }
        />
        <Typography component="div" sx={{ mt: 2 }}>
          <ActForm
            act="make-promo"
            path="promo"
            fields={[
              { name: 'code', kind: 'words', max: 24, isOptional: true },
              { name: 'credits', kind: 'number', min: 1, max: 2_000, step: 0.01, isOptional: true },
              { name: 'percent', kind: 'number', min: 1, max: 100, isOptional: true },
              { name: 'perPerson', kind: 'number', min: 1, max: 1_000, initial: 1 },
              { name: 'inAll', kind: 'number', min: 1, max: 10_000_000, isOptional: true },
              FROM,
              { name: 'until', kind: 'moment', isOptional: true },
            ]}
            preview={{ path: 'promo/preview', show: showPreview }}
          />
        </Typography>
      </Part>
      <Part title={translate('invitations', { days: data?.days ?? 30 })}>
        {data ? (
          <Facts
            facts={[
              [translate('invited'), shownNumber(invited)],
              [translate('invited-paid'), shownNumber(paid)],
              [translate('invited-rewarded'), shownNumber(rewarded)],
              ...refusedAs('invited-refused', refused),
              [translate('invited-picture-rewarded'), shownNumber(picturesRewarded)],
              ...refusedAs('invited-picture-refused', picturesRefused),
              [translate('invitations-brought'), translate('brings-credits', { credits: shownNumber(credits) })],
              ...(data?.arrivals ?? []).map(
                ({ link, came, withPicture }) =>
                  [
                    translate('came-by', { link: named('link', link) }),
                    translate('came-with-picture', { came: shownNumber(came), pictures: shownNumber(withPicture) }),
                  ] as const,
              ),
            ]}
          />
        ) : (
          translate('loading')
        )}
      </Part>
    </Screen>
  );
};

export const promoRoute = <PromoScreen />;
