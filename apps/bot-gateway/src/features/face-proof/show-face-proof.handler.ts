import { Injectable } from '@nestjs/common';
import type { ShowFaceProof } from '@aisha/contracts/bot-gateway';
import type { Avatar } from '@aisha/database/trainer';
import type { Language } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { open, Readers } from '../../engine/conversation';
import { messageWith, type Content } from '../../engine/deliveries/content';
import { FileAnswers, type FileAnswer } from '../../free-files/file-answers';
import { ChangedAvatars } from '../../readers';
import { FACE_PROOF, openFaceProof } from './face-proof.callbacks';
import type { FaceProofDraft } from './face-proof.draft';
import { faceProofFlow } from './face-proof.flow';
import { faceProofTexts } from '@aisha/words';
import { onwardOf } from './onward';
import { stopMessage } from './stop-message';

/** Tells whether two selfies say whose face it is: who waits for it goes on. */
@Injectable()
export class ShowFaceProofHandler implements JobHandler<ShowFaceProof> {
  constructor(
    private readonly answers: FileAnswers,
    private readonly readers: Readers,
  ) {}

  readonly handle = async (proof: ShowFaceProof, context: JobContext): Promise<void> => {
    const { userId, avatarId, photoId, outcome } = proof;
    const avatar = await this.readers.of(ChangedAvatars).find(userId, avatarId);
    const refusal = outcome === 'passed' ? null : outcome;
    const asked = {
      userId,
      file: photoId,
      countedAs: 'selfies',
      refusal,
      key: { flow: FACE_PROOF, about: '' },
    } as const;
    await this.answers.show(asked, context, (language) => answerOf(proof, avatar, language));
  };
}

function answerOf(
  { avatarId, challengeId, outcome }: ShowFaceProof,
  avatar: Avatar | null,
  language: Language,
): FileAnswer {
  const t = faceProofTexts[language];
  return {
    isWaiting: (draft) => (draft as FaceProofDraft | null)?.challengeId === challengeId,
    goOn: () => open(faceProofFlow, { step: 'why', draft: { avatarId, outcome } }),
    kept: null,
    isToldAnyway: true,
    message:
      outcome === 'passed' || outcome === 'not-needed'
        ? howItIs(avatar, outcome, language)
        : messageWith(t.outcome({ outcome }), [[openFaceProof.button(t.tryAgain, { avatarId })]]),
  };
}

/** How the avatar is now: it may have been stopped again, or deleted, since it was proved. */
function howItIs(avatar: Avatar | null, outcome: 'passed' | 'not-needed', language: Language): Content {
  const t = faceProofTexts[language];
  if (!avatar) return messageWith(t.gone, []);
  const { name, stoppedFor } = avatar;
  if (stoppedFor) return stopMessage(avatar, stoppedFor, language);
  return messageWith(outcome === 'passed' ? t.passed({ name }) : t.free({ name }), [[onwardOf(avatar, t)]]);
}
