import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { ActForm, Fine } from '../web/parts/act-form';
import { Part, Rows, Screen, useAsked } from '../web/parts/parts';
import { named, shownNumber, shownTime, translate as say } from '../web/words/words';

interface Term {
  readonly kept: string;
  readonly days: number | null;
  readonly setAt: string | null;
  readonly told: number;
}

interface Terms {
  readonly terms: readonly Term[];
  readonly least: number;
  readonly most: number;
  readonly noticeDays: number;
}

interface TermPreview {
  readonly before: number | null;
  readonly days: number | null;
  readonly toldBefore: string | null;
  readonly firstGoesAt: string | null;
}

/** How often the screen asks again, in milliseconds. The API counts the people who were told, so the screen asks rarely. */
const AGAIN_MS = 300_000;

const shownDays = (days: number | null): string =>
  days === null ? say('kept-for-ever') : say('kept-days', { days, n: shownNumber(days) });

const previewOf = (kept: string) => ({
  path: 'retention/preview',
  fixed: { kept },
  show: (answer: TermPreview) => ({
    isRefused: false,
    shown: (
      <Fine>
        {answer.toldBefore === null || answer.firstGoesAt === null
          ? say('term-keeps', { before: shownDays(answer.before) })
          : say(kept === 'avatar' ? 'term-goes-avatar' : 'term-goes', {
              before: shownDays(answer.before),
              after: shownDays(answer.days),
              older: shownTime(answer.toldBefore),
              first: shownTime(answer.firstGoesAt),
            })}
      </Fine>
    ),
  }),
});

const RetentionScreen = () => {
  const translate = useTranslate();
  const { data, error } = useAsked<Terms>('retention', AGAIN_MS);
  return (
    <Screen title={translate('retention')} error={error}>
      <Part title={translate('retention')}>
        <Typography sx={{ mb: 1 }}>
          {data ? translate('retention-is', { days: data.noticeDays }) : translate('loading')}
        </Typography>
        {data && (
          <Rows
            label={translate('retention')}
            rows={data.terms}
            keyOf={({ kept }) => kept}
            columns={[
              { title: translate('what'), of: ({ kept }) => named('kept', kept) },
              { title: translate('kept-for'), of: ({ days }) => shownDays(days) },
              { title: translate('since'), of: ({ setAt }) => shownTime(setAt) },
              { title: translate('told'), of: ({ told }) => shownNumber(told), isNumber: true },
            ]}
            acts={({ kept, days }) => (
              <>
                <ActForm
                  act="set-retention"
                  about={named('kept', kept)}
                  path={`retention/${kept}`}
                  fields={[
                    {
                      name: 'days',
                      kind: 'number',
                      min: data.least,
                      max: data.most,
                      ...(days !== null && { initial: days }),
                    },
                  ]}
                  preview={previewOf(kept)}
                  isDangerous
                  isSmall
                />
                {days !== null && (
                  <ActForm
                    act="set-retention"
                    form="keep-for-ever"
                    about={named('kept', kept)}
                    path={`retention/${kept}`}
                    preview={previewOf(kept)}
                    isSmall
                  />
                )}
              </>
            )}
          />
        )}
      </Part>
    </Screen>
  );
};

export const retentionRoute = <RetentionScreen />;
