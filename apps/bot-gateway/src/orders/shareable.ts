import { AvatarReader } from '@aisha/database/trainer';
import type { Language, OrderId } from '@aisha/domain';
import { orderTexts, shareTexts } from '@aisha/words';
import { html, type Html } from '../engine/conversation';
import type { Content, VideoFile } from '../engine/deliveries/content';
import type { AskingForResult, DeliveredResult, OrderKindView } from './order-kind';
import { resultOf } from './result-of';

/** A picture or a video of a result that its person may share. */
interface Shareable {
  /** The place of the picture in its album, from 0. */
  readonly place: number;
  readonly what: { readonly photo: string } | { readonly video: VideoFile };
}

/** The parts of a result that its person may share. */
export interface SharedResult extends Pick<DeliveredResult, 'of'> {
  readonly all: readonly Shareable[];
  /** Whether the result shows other people. Those people gave a permission, or the person says that they agree. */
  readonly showsOthers: boolean;
  /** Whether the result shows an avatar that is stopped, so that nothing of the result is shared. */
  readonly isStopped: boolean;
}

/**
 * The pictures or the video of a result that its person may share: what the person would get if they asked for the result again. So a
 * picture is left out when it was deleted, or when another person drawn in it has asked to delete it. When the result shows a stopped
 * avatar, nothing of it is shared, because we cannot delete a forwarded copy.
 */
export async function shareableOf(
  view: OrderKindView,
  orderId: OrderId,
  asking: AskingForResult,
): Promise<SharedResult> {
  const { contents, of, places, shows } = await resultOf(view, orderId, asking);
  const all = contents.flatMap(whatOf).map((what, at) => ({ place: places?.[at] ?? at, what }));
  const { avatarIds, areOthers = false } = (all.length > 0 ? await shows?.() : undefined) ?? { avatarIds: [] };
  const isStopped = await asking.readers.of(AvatarReader).areStopped(avatarIds);
  return { all: isStopped ? [] : all, showsOthers: areOthers, isStopped, ...(of && { of }) };
}

/** Says why there is nothing to share. */
export const nothingToShare = ({ isStopped }: Pick<SharedResult, 'isStopped'>, language: Language): Html =>
  isStopped ? shareTexts[language].stopped : html`${orderTexts[language].goneResult}`;

function whatOf(content: Content): readonly Shareable['what'][] {
  if (content.kind === 'album') return content.pictures.map((photo) => ({ photo }));
  return content.kind === 'video' ? [{ video: content }] : [];
}
