import { lookOf } from '@aisha/domain';
import { beginningOf, finish, type Effect, type StepContext } from '../../../engine/conversation';
import { acceptOffer } from '../../../orders/place-order';
import { remember } from '../../../orders/picture-choices.store';
import { generationOrder, TITLE_CHARACTERS } from '../result/generation.order';
import type { Choices } from './choices';
import { goTo, type GenerateDraft } from './generate.draft';

/**
 * Whether the draft already has a prompt, from a look or from a described photo. Such a draft holds no words of the person's own that could
 * be drawn word for word.
 */
export const hasWords = ({ english, look }: GenerateDraft): boolean =>
  english !== undefined || lookOf(look) !== undefined;

/** What a person who orders pictures has pressed or stated. */
interface Pressed {
  /** The price that was shown with the pressed button, in hundredths of a credit. */
  readonly price?: number;
  /** The effect with what the person has stated on the way from the offer; it comes first. */
  readonly said?: Effect;
}

/** Orders the pictures of the offer. */
export function drawOrder(
  draft: GenerateDraft,
  context: Pick<StepContext<unknown, Choices>, 'person' | 'now' | 'isStorageAway' | 'data'>,
  { price, said }: Pressed,
) {
  const { avatar, path, aspectRatio, pictureCount, quality, enhance } = context.data;
  const avatarId = avatar?.id ?? null;
  // The avatar was deleted meanwhile, so the person first sees which avatar would be drawn instead, or that none would.
  if (avatarId !== draft.avatarId) return goTo('offer', draft);
  // Photos were removed, a training has ended, or another path has proved better, so the person first sees what the pictures would be drawn
  // from.
  if (draft.offeredPath !== undefined && path !== draft.offeredPath) return goTo('offer', draft);
  const { idea = '', english: promptInEnglish = null, seed = null, similarTo = null, look = null } = draft;
  const start = {
    input: avatarId ? ({ kind: 'avatar', avatarId } as const) : ({ kind: 'idea' } as const),
    prompt: idea,
    promptInEnglish,
    aspectRatio,
    pictureCount,
    quality,
    seed,
    similarTo,
    enhance: enhance || hasWords(draft),
    look,
    session: null,
    path,
  };
  const what = [beginningOf(idea, TITLE_CHARACTERS), ...(avatar ? [avatar.name] : [])].join(' · ');
  const chosen = remember({
    avatarId,
    ...(!hasWords(draft) && { aspectRatio }), // a look and a described photo have a ratio of their own
    ...(path !== 'photo' && { pictureCount }),
    ...(avatar && { quality }),
  });
  return acceptOffer({
    step: 'offer',
    draft,
    context,
    view: generationOrder,
    price,
    order: () => ({ what, start }),
    then: (placed) => finish(undefined, ...(said ? [said] : []), ...placed, chosen),
  });
}
