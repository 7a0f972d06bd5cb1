import { byId, h, icon } from './dom.js';
import { media } from './server.js';
import { store } from './store.js';

/** Shows a photograph large; arrows walk through all photographs of the chat. */
export const openPhoto = (fileId) => {
  const photos = store.messagesOf(store.currentId).flatMap(({ photo }) => photo ?? []);
  let index = photos.findIndex((photo) => photo.file_id === fileId);
  const dialog = byId('lightbox');
  const { texts } = store;
  const show = (step) => {
    index = (index + step + photos.length) % photos.length;
    picture.src = media(photos[index].url);
    download.href = picture.src;
    counter.textContent = `${index + 1} / ${photos.length}`;
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
  dialog.replaceChildren(
    h(
      'header',
      {},
      counter,
      download,
      button(texts.close, 'close', () => dialog.close()),
    ),
    button(texts.previous, 'back', () => show(-1), 'previous'),
    picture,
    button(texts.next, 'next', () => show(1), 'following'),
  );
  dialog.onkeydown = ({ key }) => (key === 'ArrowLeft' ? show(-1) : key === 'ArrowRight' ? show(1) : undefined);
  dialog.onclick = ({ target }) => target === dialog && dialog.close();
  show(0);
  dialog.showModal();
};
