import { challengeOf, isEndedBySelfies, type ChallengeId } from '@aisha/domain';
import { faceStopTexts } from '@aisha/words';
import { callback, joined, toMenu } from '../../engine/conversation';
import { openAvatars } from '../../callbacks/avatars.callbacks';
import { resumeAvatar } from '../../callbacks/new-avatar.callbacks';
import { ChangedAvatars } from '../../readers';
import { goTo, loading, onwardOf } from './face-proof.draft';

const begin = callback('proof.begin', {});

const { step, on } = loading(async (readers, { avatarId }, { person: { userId, language } }) => ({
  language,
  avatar: avatarId ? await readers.of(ChangedAvatars).find(userId, avatarId) : null,
}));

/**
 * Says why an avatar is neither trained nor drawn, and what the person can do about that. If the avatar is no longer stopped or no longer
 * exists, says so.
 */
export const whyStep = step({
  screen: ({ outcome }, t, { avatar, language }) => {
    const stop = avatar?.stoppedFor;
    const home = toMenu.button(t.menu, {});
    if (!avatar) return { text: t.gone, buttons: [[home]] };
    if (!stop) {
      const text = outcome === 'passed' ? t.passed({ name: avatar.name }) : t.free({ name: avatar.name });
      return { text, buttons: [[onwardOf(avatar, t)], [home]] };
    }
    const mayProve = isEndedBySelfies(stop) && avatar.trainingType === 'portrait';
    const mayReview = (stop === 'several-people' || stop === 'known-face') && avatar.status !== 'completed';
    return {
      text: joined(
        [
          outcome && outcome !== 'passed' && outcome !== 'not-needed' && t.outcome({ outcome }),
          faceStopTexts[language].why({ stop, name: avatar.name }),
          mayProve && t.how,
        ],
        '\n\n',
      ),
      buttons: [
        ...(mayProve ? [[begin.button(t.begin, {})]] : []),
        ...(mayReview ? [[resumeAvatar.button(t.review, { avatarId: avatar.id })]] : []),
        [openAvatars.button(t.avatars, {}), home],
      ],
    };
  },
  actions: [
    on(begin, ({ avatarId }, _, { newId, now, data: { avatar } }) => {
      const stop = avatar?.stoppedFor;
      if (!avatarId || !stop || !isEndedBySelfies(stop)) return goTo('why', { ...(avatarId && { avatarId }) });
      return goTo('first', { avatarId, challengeId: challengeOf(avatarId, now, newId<ChallengeId>()) });
    }),
  ],
});
