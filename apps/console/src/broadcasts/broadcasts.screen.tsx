import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { To } from '../web/parts/list';
import { Part, Rows, Screen, useAsked } from '../web/parts/parts';
import { named, shownNumber, shownTime } from '../web/words/words';
import { DraftForm } from './draft.form';
import { segmentText, stateText, type Broadcast } from './broadcast';

/** The first words of a broadcast, in the language of the desk if the broadcast has a text in that language. */
const firstWords = ({ texts }: Broadcast): string => {
  const { text = '' } = texts[document.documentElement.lang] ?? Object.values(texts)[0] ?? {};
  const line = text.split('\n', 1)[0]!;
  return line.length > 40 ? `${line.slice(0, 40)}…` : line;
};

const BroadcastsScreen = () => {
  const translate = useTranslate();
  const { data, error } = useAsked<readonly Broadcast[]>('broadcasts');
  return (
    <Screen title={translate('broadcasts')} error={error} isLoading={!data}>
      <Part title={translate('broadcasts')}>
        <Rows
          label={translate('broadcasts')}
          rows={data ?? []}
          keyOf={({ id }) => id}
          columns={[
            {
              title: translate('broadcast-says'),
              of: (broadcast) => <To to={`/broadcasts/${broadcast.id}`}>{firstWords(broadcast)}</To>,
            },
            { title: translate('state'), of: (broadcast) => stateText(broadcast) },
            { title: translate('for-whom'), of: ({ segment }) => segmentText(segment) },
            { title: translate('reached'), of: ({ reached }) => shownNumber(reached), isNumber: true },
            { title: translate('drafted'), of: ({ createdAt }) => shownTime(createdAt) },
          ]}
        />
        <Typography component="div" sx={{ mt: 2 }}>
          <DraftForm />
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {named('act-means', 'broadcasts')}
        </Typography>
      </Part>
    </Screen>
  );
};

export const broadcastsRoute = <BroadcastsScreen />;
