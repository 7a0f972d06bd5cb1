import { feature, onButton, open } from '../../engine/conversation';
import { openFaceProof } from './face-proof.callbacks';
import { faceProofFlow } from './face-proof.flow';

/** Another person's avatar is not found by the first step. */
export const faceProofFeature = feature({
  flows: [faceProofFlow],
  actions: [onButton(openFaceProof, ({ avatarId }) => open(faceProofFlow, { step: 'why', draft: { avatarId } }))],
});
