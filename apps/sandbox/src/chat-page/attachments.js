import { ask, byId, h } from './dom.js';
import { server } from './server.js';
import { store } from './store.js';
import { hideToast, toast } from './toast.js';
import { secondsOf } from './voice-recorder.js';

const ALBUM_LIMIT = 10;
const isPhoto = ({ type }) => /^image\/(jpeg|png|webp|heic|avif)$/.test(type);

/** Sends and says when it did not work. */
export const sending = async (work) => {
  const { texts } = store;
  toast(texts.sending);
  try {
    await work();
    hideToast();
  } catch (error) {
    toast(texts.failed(error.message));
  }
};

/** Photographs are shown first: how many, with what caption, compressed or as files. Other files leave at once. */
export const sendFiles = async (files) => {
  const id = store.currentId;
  const photos = files.filter(isPhoto);
  const others = files.filter((file) => !isPhoto(file));
  if (photos.length > 0) await confirmPhotos(id, photos);
  for (const file of others) {
    const kind = file.type.startsWith('audio/') ? 'audio' : 'document';
    await sending(async () =>
      server.files(id, kind, [file], kind === 'audio' ? { duration: await secondsOf(file) } : {}),
    );
  }
};

export const sendVoiceFile = (file) =>
  sending(async () => server.files(store.currentId, 'voice', [file], { duration: await secondsOf(file) }));

const confirmPhotos = async (id, photos) => {
  const { texts } = store;
  const urls = photos.map((photo) => URL.createObjectURL(photo));
  const caption = h('input', {
    maxlength: 1024,
    placeholder: texts.caption,
    'aria-label': texts.caption,
    autofocus: true,
    autocomplete: 'off',
  });
  const asFiles = h('input', { type: 'checkbox' });
  const answer = await ask(
    h(
      'form',
      { method: 'dialog' },
      h('h3', {}, texts.sendingPhotos(photos.length)),
      h(
        'div',
        { class: 'chosen' },
        urls.map((src) => h('img', { src, alt: '' })),
      ),
      caption,
      h('label', { class: 'check' }, asFiles, texts.asFiles),
      h(
        'footer',
        {},
        h('button', { value: '', type: 'button', onclick: () => byId('dialog').close('') }, texts.cancel),
        h('button', { class: 'primary', value: 'send' }, texts.send),
      ),
    ),
  );
  urls.forEach((url) => URL.revokeObjectURL(url));
  if (answer !== 'send') return;
  await sending(async () => {
    if (asFiles.checked) {
      for (const photo of photos) await server.files(id, 'document', [photo]);
      return;
    }
    for (let from = 0; from < photos.length; from += ALBUM_LIMIT) {
      await server.files(
        id,
        'photos',
        photos.slice(from, from + ALBUM_LIMIT),
        from === 0 ? { caption: caption.value } : {},
      );
    }
  });
};

/** Files dropped anywhere on the chat. */
export const acceptDrops = (area, veil) => {
  const hasFiles = (event) => event.dataTransfer?.types.includes('Files');
  area.addEventListener('dragover', (event) => {
    if (!hasFiles(event) || !store.person) return;
    event.preventDefault();
    veil.hidden = false;
  });
  area.addEventListener('dragleave', (event) => !area.contains(event.relatedTarget) && (veil.hidden = true));
  area.addEventListener('drop', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    veil.hidden = true;
    void sendFiles([...event.dataTransfer.files]);
  });
};
