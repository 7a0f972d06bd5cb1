import { message } from '@aisha/contracts';
import { avatarTrainerInbox } from '@aisha/contracts/avatar-trainer';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import {
  madeAt,
  FREE_FILES_A_DAY,
  posesOf,
  SELFIES_WITHIN_MINUTES,
  type PhotoId,
  type SelfieOutcome,
} from '@aisha/domain';
import { incomingPhotoKey } from '@aisha/storage';
import { callback, toMenu, type IncomingFile, type StepContext } from '../../engine/conversation';
import { fetchFree } from '../../free-files/fetch-free';
import { type FaceProofDraft, goTo, loading, stay } from './face-proof.draft';
import type { faceProofTexts } from '@aisha/words';
import type { FileBudget } from '../../free-files/file-budget.store';

/**
 * How many selfies a person may send in a day. The number of selfies that are checked at the same time is not limited, because the trainer
 * does not answer the first selfie of a pair.
 */
export const SELFIES: FileBudget = { aDay: FREE_FILES_A_DAY.selfies };

const anew = callback('proof.anew', {});

const { step, on, onPhoto, onFile, onText } = loading(() => Promise.resolve(undefined));

type Context = StepContext<(typeof faceProofTexts)['ru']>;

const take = (at: 0 | 1, draft: FaceProofDraft, file: IncomingFile, context: Context) => {
  const { avatarId, challengeId } = draft;
  const { person, newId, now, t } = context;
  if (!avatarId || !challengeId) return goTo('why', draft);
  if (now.getTime() - madeAt(challengeId).getTime() > SELFIES_WITHIN_MINUTES * 60_000)
    return goTo('why', { avatarId, outcome: 'too-late' });
  // A forwarded selfie may be an old one, and proves nothing: the person must take the pose now.
  if (file.isForwarded) return stay(draft, t.forwarded);
  if (file.albumId !== null) return stay(draft, t.oneAtATime);
  const { userId } = person;
  const photoId = newId<PhotoId>();
  const proof = { userId, avatarId, challengeId, photoId };
  const refused = (outcome: SelfieOutcome) => message(botGatewayInbox, 'show-face-proof', { ...proof, outcome });
  const fetched = fetchFree({
    userId,
    fileId: file.fileId,
    countedFor: photoId,
    target: incomingPhotoKey(userId, photoId, 'jpg'),
    countedAs: 'selfies',
    onStored: message(avatarTrainerInbox, 'check-selfie', { ...proof, at, sentAt: now.toISOString() }),
    refused: (refusal) => refused(refusal === 'deleted' ? 'not-fetched' : refusal),
  });
  return goTo(at === 0 ? 'second' : 'looking', draft, fetched);
};

/** Asks the person for one selfie in a given pose; the other selfie has a step of its own. */
export const selfieStep = (at: 0 | 1) =>
  step({
    screen: ({ challengeId }, t) => ({
      text: challengeId ? t.selfie({ number: at + 1, pose: posesOf(challengeId)[at] }) : t.gone,
      buttons: [[anew.button(t.anew, {})], [toMenu.button(t.menu, {})]],
    }),
    actions: [
      onPhoto((draft, file, context) => take(at, draft, file, context)),
      onFile((draft, _, { t }) => stay(draft, t.asPhoto)),
      onText((draft, _, { t }) => stay(draft, t.onlySelfies)),
      on(anew, ({ avatarId }) => goTo('why', { ...(avatarId && { avatarId }) })),
    ],
  });
