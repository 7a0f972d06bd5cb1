import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { ActForm } from '../web/parts/act-form';
import { asQuery } from '../web/parts/fields';
import { Facts, Part, Screen, useAskedOnce, usePage } from '../web/parts/parts';
import { named, shownNumber, shownTime } from '../web/words/words';
import { DraftForm, showAudience, type Audience } from './draft.form';
import { segmentText, stateText, type Broadcast } from './broadcast';

interface BroadcastPage extends Broadcast {
  readonly progress: { readonly sent: number; readonly failed: number; readonly waiting: number };
}

/** How often the screen asks for the state of a broadcast that is being sent, and of one that another operator may change, in milliseconds. */
const LOOK_EVERY_MS = 5_000;
const CHANGES_EVERY_MS = 15_000;

const isIn = ({ state }: Pick<Broadcast, 'state'>, ...states: string[]): boolean => states.includes(state);

/** Until nothing happens to the broadcast any more: no operator can change it, and neither people nor written messages wait for it. */
const whileItMoves = (data: Pick<BroadcastPage, 'state' | 'progress'> | undefined): number | false => {
  if (!data || isIn(data, 'scheduled', 'running') || data.progress.waiting > 0) return LOOK_EVERY_MS;
  return isIn(data, 'draft', 'paused') && CHANGES_EVERY_MS;
};

const BroadcastScreen = () => {
  const translate = useTranslate();
  const { id, row: data, instead } = usePage<BroadcastPage>('broadcasts', 'broadcast', whileItMoves);
  if (!data) return instead;
  const { url } = data;
  return (
    <Screen title={translate('broadcast')}>
      <Part title={translate('what-it-says')}>
        {Object.entries(data.texts).map(([language, { text, button }]) => (
          <Box key={language} sx={{ mb: 2 }}>
            <Typography component="h3" variant="body2" sx={{ color: 'text.secondary' }}>
              {named('language', language)}
            </Typography>
            <Typography lang={language} sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {text}
            </Typography>
            {button !== undefined && url !== undefined && (
              <Typography lang={language} sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
                [ {button} ] {url}
              </Typography>
            )}
          </Box>
        ))}
        {isIn(data, 'draft') && <DraftForm broadcast={data} />}
        <ActForm act="preview-broadcast" path={`broadcasts/${id}/preview`} />
      </Part>
      <HowFar data={data} />
    </Screen>
  );
};

/** How many people the broadcast is for and has reached, and what an operator can do with it. */
const HowFar = ({ data }: { data: BroadcastPage }) => {
  const translate = useTranslate();
  const { id, segment, progress, reached } = data;
  const { data: audience } = useAskedOnce<Audience>(`broadcasts/audience?${asQuery({ ...segment })}`);
  const ended = progress.sent + progress.failed;
  const whole = isIn(data, 'done', 'stopped') ? reached : Math.max(audience?.people ?? 0, reached);
  const begin = {
    act: 'start-broadcast',
    path: `broadcasts/${id}/start`,
    preview: { path: 'broadcasts/audience', fixed: { ...segment }, of: [], show: showAudience },
  };
  return (
    <Part title={translate('how-far')}>
      {isIn(data, 'running', 'paused', 'done', 'stopped') && (
        <LinearProgress
          variant="determinate"
          aria-label={translate('how-far')}
          value={whole === 0 ? 100 : Math.min(100, (ended / whole) * 100)}
          sx={{ mb: 2, height: 8 }}
        />
      )}
      <Facts
        facts={[
          [translate('state'), stateText(data)],
          [translate('for-whom'), segmentText(segment)],
          [translate('segment-has'), audience && shownNumber(audience.people)],
          [translate('declined'), audience && shownNumber(audience.declined)],
          [translate('reached'), shownNumber(reached)],
          [translate('sent'), shownNumber(progress.sent)],
          [translate('failed'), shownNumber(progress.failed)],
          [translate('waits'), shownNumber(progress.waiting)],
          [translate('drafted'), shownTime(data.createdAt)],
        ]}
      />
      <Box sx={{ mt: 2 }}>
        {isIn(data, 'draft', 'scheduled') && <ActForm {...begin} />}
        {isIn(data, 'draft') && (
          <ActForm {...begin} form="schedule-broadcast" fields={[{ name: 'at', kind: 'moment' }]} />
        )}
        {isIn(data, 'paused') && <ActForm {...begin} form="resume-broadcast" />}
        {isIn(data, 'scheduled', 'running') && <ActForm act="pause-broadcast" path={`broadcasts/${id}/pause`} />}
        {isIn(data, 'draft', 'scheduled', 'running', 'paused') && (
          <ActForm act="stop-broadcast" path={`broadcasts/${id}/stop`} isDangerous />
        )}
      </Box>
    </Part>
  );
};

export const broadcastRoute = <BroadcastScreen />;
