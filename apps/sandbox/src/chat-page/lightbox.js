import { byId, h, icon } from './dom.js';
import { media } from './server.js';
import { texts } from './texts.js';

/** Shows one of these photos large; arrow keys walk through the others. */
export const openPhoto = (photos, at) => {
  let index = at;
  const dialog = byId('lightbox');
  const isAlone = photos.length === 1;
  const show = (step) => {
    index = (index + step + photos.length) % photos.length;
    picture.src = media(photos[index].url);
    download.href = picture.src;
    counter.textContent = isAlone ? '' : `${index + 1} / ${photos.length}`;
  };
  const picture = h('img', { alt: texts.photo });
  const counter = h('span', { class: 'counter' });
  const download = h(
    'a',
    { class: 'icon-button', download: 'photo.jpg', 'aria-label': texts.download },
    icon('download'),
  );
  const button = (label, name, onclick, style) =>
    h('button', { class: `icon-button ${style ?? ''}`, type: 'button', 'aria-label': label, onclick }, icon(name));
  dialog.setAttribute('aria-label', texts.photo);
  dialog.replaceChildren(
    h(
      'header',
      {},
      counter,
      download,
      button(texts.close, 'close', () => dialog.close()),
    ),
    isAlone ? '' : button(texts.previous, 'back', () => show(-1), 'previous'),
    picture,
    isAlone ? '' : button(texts.next, 'next', () => show(1), 'following'),
  );
  dialog.onkeydown = ({ key }) => (key === 'ArrowLeft' ? show(-1) : key === 'ArrowRight' ? show(1) : undefined);
  dialog.onclick = ({ target }) => target === dialog && dialog.close();
  show(0);
  dialog.showModal();
};
