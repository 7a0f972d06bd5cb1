import type { ShowAvatarStop, ShowFaceProof } from '@aisha/contracts/bot-gateway';
import { PersonReader } from '@aisha/database/bot';
import type { Avatar } from '@aisha/database/trainer';
import type { FaceStop, Language } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { faceProofTexts, faceStopTexts } from '@aisha/words';
import { Injectable } from '@nestjs/common';
import { open, Readers } from '../../engine/conversation';
import { type Content, messageWith } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { type FileAnswer, FileAnswers } from '../../free-files/file-answers';
import { ChangedAvatars } from '../../readers';
import { FACE_PROOF, openFaceProof } from '../../callbacks/face-proof.callbacks';
import { type FaceProofDraft, onwardOf } from './face-proof.draft';
import { faceProofFlow } from './face-proof.feature';

/** Says why an avatar is stopped, with a button to the screen that says how the person can end the stop. */
const stopMessage = ({ id: avatarId, name }: Avatar, stop: FaceStop, language: Language): Content => {
  const said = faceStopTexts[language];
  return messageWith(said.why({ stop, name }), [[openFaceProof.button(said.whatToDo, { avatarId })]]);
};

/** Tells a person that their avatar is stopped, or no longer stopped. */
@Injectable()
export class ShowAvatarStopHandler implements JobHandler<ShowAvatarStop> {
  constructor(
    private readonly readers: Readers,
    private readonly deliveries: Deliveries,
  ) {}

  readonly handle = async ({ userId, avatarId, stop }: ShowAvatarStop, context: JobContext): Promise<void> => {
    const avatar = await this.readers.of(ChangedAvatars).find(userId, avatarId);
    const language = await this.readers.of(PersonReader).languageOf(userId);
    if (!avatar) return; // the avatar was deleted meanwhile
    const told = stop
      ? stopMessage(avatar, stop, language)
      : messageWith(faceProofTexts[language].free({ name: avatar.name }), []);
    await context.once((tx) => this.deliveries.add(tx, userId, told));
  };
}

/** Tells the person what the two selfies have shown. If the person is still waiting for that, shows the next screen. */
@Injectable()
export class ShowFaceProofHandler implements JobHandler<ShowFaceProof> {
  constructor(
    private readonly answers: FileAnswers,
    private readonly readers: Readers,
  ) {}

  readonly handle = async (proof: ShowFaceProof, context: JobContext): Promise<void> => {
    const { userId, avatarId, challengeId, photoId, outcome } = proof;
    const avatar = await this.readers.of(ChangedAvatars).find(userId, avatarId);
    const refusal = outcome === 'passed' ? null : outcome;
    await this.answers.show(
      {
        userId,
        file: photoId,
        countedAs: 'selfies',
        refusal,
        key: { flow: FACE_PROOF, about: '' },
        isWaiting: (draft) => (draft as FaceProofDraft | null)?.challengeId === challengeId,
      },
      context,
      (language) => answerOf(proof, avatar, language),
    );
  };
}

function answerOf({ avatarId, outcome }: ShowFaceProof, avatar: Avatar | null, language: Language): FileAnswer {
  const t = faceProofTexts[language];
  return {
    goOn: () => open(faceProofFlow, { step: 'why', draft: { avatarId, outcome } }),
    kept: null,
    isToldAnyway: true,
    message:
      outcome === 'passed' || outcome === 'not-needed'
        ? howItIs(avatar, outcome, language)
        : messageWith(t.outcome({ outcome }), [[openFaceProof.button(t.tryAgain, { avatarId })]]),
  };
}

/** Tells the avatar's present state: it may have been stopped again, or deleted, since the selfies were compared. */
function howItIs(avatar: Avatar | null, outcome: 'passed' | 'not-needed', language: Language): Content {
  const t = faceProofTexts[language];
  if (!avatar) return messageWith(t.gone, []);
  const { name, stoppedFor } = avatar;
  if (stoppedFor) return stopMessage(avatar, stoppedFor, language);
  return messageWith(outcome === 'passed' ? t.passed({ name }) : t.free({ name }), [[onwardOf(avatar, t)]]);
}
