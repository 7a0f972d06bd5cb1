import type { PictureId } from '@aisha/domain';
import { callback, id, oneOf } from '../engine/conversation';

export const openGallery = callback('pics', {});
/** Leads from the filters to the first page of the pictures that match them. */
export const showWanted = callback('pics.show', {});
export const showAll = callback('pics.all', {});
export const showFavourites = callback('pics.fav', { isOn: oneOf(['off', 'on']) });
export const showOlder = callback('pics.older', { before: id<PictureId>() });
export const showNewer = callback('pics.newer', { after: id<PictureId>() });
