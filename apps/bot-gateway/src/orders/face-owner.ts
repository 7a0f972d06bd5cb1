import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import type { Avatar } from '@aisha/database/trainer';
import { FACE_OWNERS, FACE_WORD_VERSION, type FaceOwner, type Language, needsFaceWord } from '@aisha/domain';
import { faceOwnerTexts } from '@aisha/words';
import { callback, html, joined, oneOf, send, type Effect, type Screen } from '../engine/conversation';

/** Sends the person's answer whose face an avatar shows; the trainer stores it with the avatar. */
export const sayFaceOwner = ({ id: avatarId, userId }: Pick<Avatar, 'id' | 'userId'>, faceOwner: FaceOwner): Effect =>
  send(message(avatarTrainerInbox, 'say-face-owner', { avatarId, userId, faceOwner, version: FACE_WORD_VERSION }));

/** The question "Whose face is it?" in one conversation: its screen, and its buttons, whose names begin with `name`. */
export const askFaceOwner = (name: string) => {
  const say = callback(name, { owner: oneOf(FACE_OWNERS) });
  const itIsAChild = callback(`${name}.child`, {});
  const back = callback(`${name}.back`, {});
  const screen = (language: Language, avatar: Avatar | null | undefined): Screen => {
    const t = faceOwnerTexts[language];
    return {
      text: joined([t.ask({ avatar: avatar?.name ?? '' }), avatar && needsFaceWord(avatar) && html`\n${t.young}`]),
      buttons: [
        ...FACE_OWNERS.map((owner) => [say.button(t[owner], { owner })]),
        [itIsAChild.button(t.child, {})],
        [back.button(t.back, {})],
      ],
    };
  };
  return { say, itIsAChild, back, screen };
};
