import type { Avatar } from '@aisha/database/trainer';
import type { FaceStop, Language } from '@aisha/domain';
import { messageWith, type Content } from '../../engine/deliveries/content';
import { faceStopTexts } from '@aisha/words';
import { openFaceProof } from './face-proof.callbacks';

/** Why an avatar is stopped, with a button to what ends it. */
export const stopMessage = ({ id: avatarId, name }: Avatar, stop: FaceStop, language: Language): Content => {
  const said = faceStopTexts[language];
  return messageWith(said.why({ stop, name }), [[openFaceProof.button(said.whatToDo, { avatarId })]]);
};
