import path from 'node:path';
import type { Parcel } from '../deliveries/courier';

/**
 * What Telegram may take when it refuses this: an album's pictures one by one, a picture as a file, a file or a text without the
 * rest. Several are sent in that order. Null when there is no other way.
 */
export function otherWay(parcel: Parcel): readonly Parcel[] | null {
  switch (parcel.kind) {
    case 'album': {
      const { pictures, markup } = parcel;
      const [only] = pictures;
      if (pictures.length > 1) {
        return pictures.map((picture, i) => ({ kind: 'album', pictures: [picture], markup: i === 0 ? markup : '' }));
      }
      return only === undefined
        ? null
        : [{ kind: 'document', document: only, fileName: path.posix.basename(only), markup }];
    }
    case 'document':
      return parcel.markup === '' ? null : [{ ...parcel, markup: '' }];
    case 'message':
    case 'edit': {
      const { photo, ...words } = parcel;
      return photo === undefined ? null : [words];
    }
    default:
      return null;
  }
}
