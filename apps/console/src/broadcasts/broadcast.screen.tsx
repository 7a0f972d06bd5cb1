import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { ActForm } from '../web/parts/act-form';
import { Facts, Part, Screen, usePage } from '../web/parts/parts';
import { named, shownNumber, shownTime } from '../web/words/words';
import { DraftForm, showAudience, type Audience } from './draft.form';
import { segmentText, stateText, type Broadcast } from './broadcast';

interface BroadcastPage extends Broadcast {
  readonly audience: Audience;
  readonly progress: { readonly sent: number; readonly failed: number; readonly waiting: number };
}

/** How often the screen asks for the state of a broadcast that is being sent, in milliseconds. */
const LOOK_EVERY_MS = 5_000;

const BroadcastScreen = () => {
  const translate = useTranslate();
  const { id, row: data, instead } = usePage<BroadcastPage>('broadcasts', 'broadcast', LOOK_EVERY_MS);
  if (!data) return instead;
  const { state, audience, progress, reached } = data;
  const isIn = (...states: string[]): boolean => states.includes(state);
  const ended = progress.sent + progress.failed;
  const whole = isIn('done', 'stopped') ? reached : Math.max(audience.people, reached);
  const begin = {
    act: 'start-broadcast',
    path: `broadcasts/${id}/start`,
    preview: { path: 'broadcasts/audience', fixed: { ...data.segment }, of: [], show: showAudience },
  };
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
            {button !== undefined && (
              <Typography lang={language} sx={{ fontWeight: 600 }}>
                [ {button} ]
              </Typography>
            )}
          </Box>
        ))}
        {isIn('draft') && <DraftForm broadcast={data} />}
        <ActForm act="preview-broadcast" path={`broadcasts/${id}/preview`} />
      </Part>
      <Part title={translate('how-far')}>
        {isIn('running', 'paused', 'done', 'stopped') && (
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
            [translate('for-whom'), segmentText(data.segment)],
            [translate('segment-has'), shownNumber(audience.people)],
            [translate('declined'), shownNumber(audience.declined)],
            [translate('reached'), shownNumber(reached)],
            [translate('sent'), shownNumber(progress.sent)],
            [translate('failed'), shownNumber(progress.failed)],
            [translate('waits'), shownNumber(progress.waiting)],
            [translate('drafted'), shownTime(data.createdAt)],
          ]}
        />
        <Box sx={{ mt: 2 }}>
          {isIn('draft', 'scheduled') && <ActForm {...begin} />}
          {isIn('draft') && <ActForm {...begin} form="schedule-broadcast" fields={[{ name: 'at', kind: 'moment' }]} />}
          {isIn('paused') && <ActForm {...begin} form="resume-broadcast" />}
          {isIn('scheduled', 'running') && <ActForm act="pause-broadcast" path={`broadcasts/${id}/pause`} />}
          {isIn('draft', 'scheduled', 'running', 'paused') && (
            <ActForm act="stop-broadcast" path={`broadcasts/${id}/stop`} isDangerous />
          )}
        </Box>
      </Part>
    </Screen>
  );
};

export const broadcastRoute = <BroadcastScreen />;
