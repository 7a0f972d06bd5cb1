import { askForm, h } from './dom.js';
import { server } from './server.js';
import { changed, replyTo, store } from './store.js';
import { texts } from './texts.js';
import { toast } from './toast.js';
import { secondsOf } from './voice-recorder.js';

const ALBUM_LIMIT = 10;
const isPhoto = ({ type }) => /^image\/(jpeg|png|webp|heic|avif)$/.test(type);

/**
 * Shows in the chat that a message is being sent, and says when it could not be delivered. `work` gets the fields of a reply, if the
 * message is one.
 */
export const sending = async (label, work) => {
  const { currentId, replyTo: original } = store;
  const others = () => store.underway.get(currentId) ?? [];
  store.underway.set(currentId, [...others(), label]);
  if (original) replyTo(undefined);
  changed();
  try {
    await work(original ? { replyTo: original } : {});
  } catch (error) {
    toast(texts.failed({ reason: error.message }));
  } finally {
    store.underway.set(currentId, others().toSpliced(others().indexOf(label), 1));
    changed();
  }
};

/** Asks how to send photographs before sending them: with which caption, compressed or as files. Sends other files at once. */
export const sendFiles = async (files) => {
  const { place } = store;
  const photos = files.filter(isPhoto);
  const others = files.filter((file) => !isPhoto(file));
  if (photos.length > 0) await confirmPhotos(place, photos);
  for (const file of others) {
    const kind = /^(audio|video)\//.exec(file.type)?.[1] ?? 'document';
    await sending(file.name, async (fields) =>
      server.files(place, kind, [file], { ...(kind !== 'document' && { duration: await secondsOf(file) }), ...fields }),
    );
  }
};

export const sendVoiceFile = (file) =>
  sending(texts.voice, async (fields) =>
    server.files(store.place, 'voice', [file], { duration: await secondsOf(file), ...fields }),
  );

export const sendVideoNote = (file) =>
  sending(texts.video_note, async (fields) =>
    server.files(store.place, 'video-note', [file], { duration: await secondsOf(file), ...fields }),
  );

const STICKERS = ['👍', '❤️', '😂', '🔥', '😢', '🙏'];

/** Asks which sticker to send, and sends it. */
export const sendSticker = async () => {
  const emoji = await askForm(
    texts.sticker,
    h(
      'div',
      { class: 'sticker-set' },
      STICKERS.map((one) => h('button', { value: one, 'aria-label': texts.stickerOf({ emoji: one }) }, one)),
    ),
  );
  if (emoji) await sendThing('sticker', { emoji });
};

/** Sends a place or a contact, which the played Telegram makes up. */
export const sendThing = (kind, thing = {}) =>
  sending(texts[kind], ({ replyTo }) => server.sendThing(store.place, kind, thing, replyTo));

/** Comes to the bot by a link with a word in it, as `t.me/bot?start=word`: Telegram sends it after /start. */
export const comesByLink = async () => {
  const word = h('input', {
    pattern: '[A-Za-z0-9_\\-]{1,64}',
    required: true,
    placeholder: texts.linkExample,
    'aria-label': texts.linkWord,
    autofocus: true,
    autocomplete: 'off',
  });
  const answer = await askForm(
    texts.byLink,
    h('label', {}, texts.linkWord, word),
    h('button', { class: 'primary', value: 'open' }, texts.open),
  );
  if (answer !== 'open' || !word.value.trim()) return;
  await server.text(store.place, `/start ${word.value.trim()}`).catch((error) => toast(error.message));
};

export const sendSelfies = () => sending(texts.drawing, () => server.selfies(store.place));

const confirmPhotos = async (place, photos) => {
  const urls = photos.map((photo) => URL.createObjectURL(photo));
  const caption = h('input', {
    maxlength: 1024,
    placeholder: texts.caption,
    'aria-label': texts.caption,
    autofocus: true,
    autocomplete: 'off',
  });
  const asFiles = h('input', { type: 'checkbox' });
  const answer = await askForm(
    texts.sendingPhotos({ count: photos.length }),
    [
      h(
        'div',
        { class: 'chosen' },
        urls.map((src) => h('img', { src, alt: '' })),
      ),
      caption,
      h('label', { class: 'check' }, asFiles, texts.asFiles),
    ],
    h('button', { class: 'primary', value: 'send' }, texts.send),
  );
  urls.forEach((url) => URL.revokeObjectURL(url));
  if (answer !== 'send') return;
  await sending(texts.sending, async (fields) => {
    if (asFiles.checked) {
      for (const photo of photos) await server.files(place, 'document', [photo], fields);
      return;
    }
    for (let from = 0; from < photos.length; from += ALBUM_LIMIT) {
      await server.files(
        place,
        'photos',
        photos.slice(from, from + ALBUM_LIMIT),
        from === 0 ? { caption: caption.value, ...fields } : {},
      );
    }
  });
};

/** Sends files that are dropped anywhere on the chat. */
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
