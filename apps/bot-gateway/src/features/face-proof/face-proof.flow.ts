import { FACE_PROOF } from './face-proof.callbacks';
import { flow } from './face-proof.draft';
import { lookingStep } from './looking.step';
import { selfieStep } from './selfie.step';
import { whyStep } from './why.step';

/** Two selfies taken now, in poses of chance, that say whose face an avatar shows. */
export const faceProofFlow = flow({
  name: FACE_PROOF,
  version: 1,
  first: 'why',
  begin: () => ({}),
  steps: { why: whyStep, first: selfieStep(0), second: selfieStep(1), looking: lookingStep },
});
