import { answer, feature, onButton, open, toMenu } from '../../engine/conversation';
import { FACE_PROOF, openFaceProof } from '../../callbacks/face-proof.callbacks';
import { flow, loading } from './face-proof.draft';
import { selfieStep } from './selfie.step';
import { whyStep } from './why.step';

const { step, onPhoto, onText } = loading(() => Promise.resolve(undefined));

/** Says that the selfies are being compared. No button leads on: the bot shows the next screen when the outcome comes. */
const lookingStep = step({
  screen: (_, t) => ({ text: t.looking, buttons: [[toMenu.button(t.menu, {})]] }),
  actions: [onPhoto((_, __, { t }) => answer(t.stillLooking)), onText((_, __, { t }) => answer(t.stillLooking))],
});

/** The conversation in which the person takes two selfies in random poses, to prove whose face an avatar shows. */
export const faceProofFlow = flow({
  name: FACE_PROOF,
  version: 1,
  first: 'why',
  begin: () => ({}),
  steps: { why: whyStep, first: selfieStep(0), second: selfieStep(1), looking: lookingStep },
});

/** Opens the flow without checking the avatar, because the first step of the flow does not find another person's avatar. */
export const faceProofFeature = feature({
  flows: [faceProofFlow],
  actions: [onButton(openFaceProof, ({ avatarId }) => open(faceProofFlow, { step: 'why', draft: { avatarId } }))],
});
