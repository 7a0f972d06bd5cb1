import { useTranslate } from 'ra-core';
import { ActForm } from '../web/parts/act-form';

/** The avatar about which an operator decides. */
interface StoppableAvatar {
  readonly id: string;
  readonly trainingType: string | null;
  readonly stoppedFor: string | null;
}

/** Stops an avatar, because of a report if there is one, or ends its stop. */
export const AvatarStopButtons = ({ avatar, report }: { avatar: StoppableAvatar; report?: string }) => {
  const translate = useTranslate();
  const { id, trainingType, stoppedFor } = avatar;
  const about = id.slice(-8);
  // No selfie can prove whose face a style shows, so a style gets no stop that two selfies can end.
  const choices = [...(trainingType === 'style' ? [] : ['reported']), 'misused'];
  return (
    <>
      <ActForm
        act="stop-avatar"
        about={about}
        path={`avatars/${id}/stop`}
        fixed={report === undefined ? {} : { report }}
        fields={[
          {
            name: 'stop',
            kind: 'choice',
            choices: choices.map((stop) => ({ id: stop, name: translate(`until-${stop}`) })),
            initial: choices[0]!,
          },
        ]}
        isDangerous
        isSmall
      />
      {stoppedFor !== null && <ActForm act="free-avatar" about={about} path={`avatars/${id}/free`} isSmall />}
    </>
  );
};
