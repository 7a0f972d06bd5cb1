import { useTranslate } from 'ra-core';
import { ActForm } from '../web/parts/act-form';

/** An avatar as an operator decides about it. */
interface StoppableAvatar {
  readonly id: string;
  readonly trainingType: string | null;
  readonly stoppedFor: string | null;
}

/** Stops an avatar, for a report where there is one, or takes its stop back. */
export const AvatarStopButtons = ({ avatar, report }: { avatar: StoppableAvatar; report?: string }) => {
  const translate = useTranslate();
  const { id, trainingType, stoppedFor } = avatar;
  const about = id.slice(-8);
  // No selfie proves the face of a style.
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
