import { h } from './dom.js';
import { openPhoto } from './lightbox.js';
import { mosaic } from './mosaic.js';
import { media } from './server.js';
import { texts } from './texts.js';

/** The limits of a picture's ratio, width divided by height. A picture beyond them gets margins; it is never cropped. */
const TALLEST = 0.5;
const WIDEST = 3;
const GAP_PX = 3;

/** Lays photos out as Telegram does, each in its own ratio. */
export const album = (photos) => {
  const ratios = photos.map(({ width, height }) => Math.min(WIDEST, Math.max(TALLEST, width / height)));
  const { boxes, height } = mosaic(ratios);
  const isAlone = photos.length === 1;
  return h(
    'div',
    {
      class: `album of-${photos.length}`,
      role: 'group',
      'aria-label': isAlone ? texts.photo : texts.album({ count: photos.length }),
      style: { '--ratio': String(1 / height) },
    },
    photos.map((photo, index) =>
      h(
        'button',
        {
          class: 'photo',
          type: 'button',
          'data-key': `photo-${index}`,
          'aria-label': texts.openPhoto({ at: index + 1, count: photos.length }),
          style: placed(boxes[index], height),
          onclick: () => openPhoto(photos, index),
        },
        h('img', { src: media(photo.preview_url ?? photo.url), alt: '', decoding: 'async' }),
      ),
    ),
  );
};

const placed = ({ x, y, width, height }, whole) => ({
  left: percent(x),
  top: percent(y / whole),
  width: `calc(${percent(width)} - ${x + width < 0.999 ? GAP_PX : 0}px)`,
  height: `calc(${percent(height / whole)} - ${y + height < 0.999 * whole ? GAP_PX : 0}px)`,
});
const percent = (part) => `${(100 * part).toFixed(3)}%`;
