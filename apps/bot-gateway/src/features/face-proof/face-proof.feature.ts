import { feature, onButton, open } from '../../engine/conversation';
import { openFaceProof } from './face-proof.callbacks';
import { faceProofFlow } from './face-proof.flow';

/** The first step does not find another person's avatar. */
export const faceProofFeature = feature({
  flows: [faceProofFlow],
  actions: [onButton(openFaceProof, ({ avatarId }) => open(faceProofFlow, { step: 'why', draft: { avatarId } }))],
});
