import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { ActForm } from '../web/parts/act-form';
import { DeskList, To, ToPerson, useWhich } from '../web/parts/list';
import { Facts, Part, Rows, Screen, usePage } from '../web/parts/parts';
import { named, shownNumber, shownReference, shownTime } from '../web/words/words';
import { AvatarStopButtons } from './avatar-stop';

interface Report {
  readonly id: string;
  readonly userId: string;
  readonly about: string;
  readonly hasFace: boolean;
  readonly avatars: readonly string[];
  readonly createdAt: string;
  readonly toldOfStopAt: string | null;
  readonly closedAt: string | null;
}

interface ReportPage extends Report {
  readonly words: string | null;
  readonly closedAs: string | null;
  readonly alike: readonly {
    readonly id: string;
    readonly userId: string;
    readonly trainingType: string;
    readonly status: string;
    readonly stoppedFor: string | null;
    readonly provedAt: string | null;
    readonly faceAge: number | null;
    readonly faceOwner: string | null;
  }[];
}

const stateOf = ({ closedAt }: Report): string => named('report', closedAt === null ? 'open' : 'closed');
const aboutOf = ({ about }: Report): string => named('report-about', about);

const ReportsList = () => {
  const which = useWhich('reports', ['open', 'all']);
  return (
    <DeskList<Report>
      begins={{ of: 'open' }}
      filters={[which]}
      columns={[
        { title: 'report', of: (report) => <To to={`/reports/${report.id}/show`}>{shownReference(report)}</To> },
        { title: 'about-what', of: aboutOf },
        { title: 'state', of: stateOf },
        { title: 'when', of: ({ createdAt }) => shownTime(createdAt) },
        {
          title: 'alike-avatars',
          of: ({ hasFace, avatars }) => (hasFace ? shownNumber(avatars.length) : '—'),
          isNumber: true,
        },
        { title: 'who-reports', of: ({ userId }) => <ToPerson id={userId} /> },
      ]}
      first={(report) => `${shownReference(report)} · ${aboutOf(report)}`}
      second={(report) => `${stateOf(report)} · ${shownTime(report.createdAt)}`}
    />
  );
};

const ReportShow = () => {
  const translate = useTranslate();
  const { row: report, instead } = usePage<ReportPage>('reports', 'report');
  if (!report) return instead;
  return (
    <Screen title={`${translate('report')} ${shownReference(report)}`}>
      <Part title={translate('report-words')}>
        <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', mb: 2 }}>
          {report.words ?? translate('no-words')}
        </Typography>
        {report.closedAt === null && (
          <ActForm
            act="close-report"
            path={`reports/${report.id}/close`}
            fields={report.hasFace ? [{ name: 'forgetFace', kind: 'flag' }] : []}
          />
        )}
      </Part>
      <Part title={translate('alike-avatars')}>
        <Rows
          label={translate('alike-avatars')}
          rows={report.alike}
          keyOf={(avatar) => avatar.id}
          columns={[
            { title: translate('our-id'), of: (avatar) => avatar.id.slice(-8) },
            {
              title: translate('person'),
              of: ({ userId }) => <ToPerson id={userId} />,
            },
            { title: translate('state'), of: ({ status }) => named('avatar', status) },
            { title: translate('stopped'), of: ({ stoppedFor }) => (stoppedFor ? named('stop', stoppedFor) : '—') },
            { title: translate('proved-by-selfies'), of: ({ provedAt }) => shownTime(provedAt) },
            {
              title: translate('face-age'),
              of: ({ faceAge }) => (faceAge === null ? '—' : shownNumber(faceAge)),
              isNumber: true,
            },
            { title: translate('face-owner'), of: ({ faceOwner }) => (faceOwner ? named('face', faceOwner) : '—') },
          ]}
          acts={(avatar) => <AvatarStopButtons avatar={avatar} report={report.id} />}
        />
      </Part>
      <Part title={translate('report')}>
        <Facts
          facts={[
            [translate('who-reports'), <ToPerson key="p" id={report.userId} isWhole />],
            [translate('about-what'), aboutOf(report)],
            [translate('state'), stateOf(report)],
            [translate('when'), shownTime(report.createdAt)],
            [translate('told-of-stop'), shownTime(report.toldOfStopAt)],
            ...(report.closedAt === null
              ? []
              : ([
                  [translate('closed'), shownTime(report.closedAt)],
                  [translate('what-was-found'), report.closedAs ?? '—'],
                ] as const)),
          ]}
        />
      </Part>
    </Screen>
  );
};

export const reportScreens = { list: ReportsList, show: ReportShow };
