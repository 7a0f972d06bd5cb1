import type { OrderId } from '@aisha/domain';
import type { Content, VideoFile } from '../engine/deliveries/content';
import type { AskingForResult, DeliveredResult, OrderKindView } from './order-kind';
import { resultOf } from './result-of';

/** A picture or a video of a result that its person may share. */
export interface Shareable {
  /** The place of the picture in its album, from 0. */
  readonly place: number;
  readonly what: { readonly photo: string } | { readonly video: VideoFile };
}

/**
 * The pictures or the video of a result: what its person gets who asks for it again, so that a picture which was deleted, or which somebody
 * drawn in it wants gone, is not shared either.
 */
export async function shareableOf(
  view: OrderKindView,
  orderId: OrderId,
  asking: AskingForResult,
): Promise<Pick<DeliveredResult, 'of'> & { readonly all: readonly Shareable[] }> {
  const { contents, of, places } = await resultOf(view, orderId, asking);
  const all = contents.flatMap(whatOf).map((what, at) => ({ place: places?.[at] ?? at, what }));
  return { all, ...(of && { of }) };
}

function whatOf(content: Content): readonly Shareable['what'][] {
  if (content.kind === 'album') return content.pictures.map((photo) => ({ photo }));
  return content.kind === 'video' ? [{ video: content }] : [];
}
