import { byId, h, icon } from './dom.js';
import { clock, day, price, size } from './format.js';
import { openPhoto } from './lightbox.js';
import { pay } from './payment.js';
import { player } from './player.js';
import { richText } from './rich-text.js';
import { media, server } from './server.js';
import { changed, onChange, store } from './store.js';
import { toast } from './toast.js';

const NEAR_END_PX = 120;
/** A press that got no answer for this long stops spinning. */
const SPIN_SECONDS = 15;

const drawn = new Map();
let drawnFor;
/** The end of the chat stays in sight until the person scrolls up, whatever comes meanwhile and however slowly it loads. */
let follows = true;
let lastTop = 0;

/** Draws the chat; what did not change keeps its element, so pictures do not blink and voices keep playing. */
const draw = () => {
  const list = byId('messages');
  const scroller = byId('scroller');
  const isOther = drawnFor !== `${store.currentId} ${store.texts.people}`;
  const before = drawn.size;
  if (isOther) drawn.clear();
  drawnFor = `${store.currentId} ${store.texts.people}`;

  const groups = groupsOf(store.messagesOf(store.currentId));
  const nodes = [];
  let previous;
  for (const group of groups) {
    const date = day(group.messages[0].date, language(), store.texts);
    if (date !== previous?.date) nodes.push(h('p', { class: 'notice day' }, date));
    const element = elementOf(group, isOther);
    element.classList.toggle('run-on', previous?.by === group.by && previous.date === date);
    nodes.push(element);
    previous = { by: group.by, date };
  }
  const keys = new Set(groups.map(({ key }) => key));
  for (const key of drawn.keys()) if (!keys.has(key)) drawn.delete(key);
  if (nodes.length === 0 && store.person) nodes.push(emptyState());
  if (store.doing.has(store.currentId)) nodes.push(typing());
  arrange(list, nodes);

  const grew = drawn.size > before;
  const mine = groups.at(-1)?.by === 'person';
  follows ||= isOther || (grew && mine);
  if (follows) scroller.scrollTo({ top: scroller.scrollHeight, behavior: isOther ? 'instant' : 'smooth' });
  showJump();
};

/** Puts the nodes in order without touching those already in place. */
const arrange = (list, nodes) => {
  const wanted = new Set(nodes);
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach(
    (node, index) => list.children[index] !== node && list.insertBefore(node, list.children[index] ?? null),
  );
};

/** An album is one thing to look at, though it is several messages. */
const groupsOf = (messages) => {
  const groups = [];
  for (const message of messages) {
    const last = groups.at(-1);
    if (message.media_group_id && last?.album === message.media_group_id) last.messages.push(message);
    else groups.push({ key: message.message_id, album: message.media_group_id, by: message.by, messages: [message] });
  }
  return groups;
};

const elementOf = (group, isOther) => {
  const signature = JSON.stringify(group.messages);
  const known = drawn.get(group.key);
  if (known?.signature === signature) return known.element;
  const element = message(group);
  if (known) element.classList.add('changed');
  else if (!isOther) element.classList.add('appeared');
  drawn.set(group.key, { signature, element });
  return element;
};

const message = ({ by, messages }) => {
  const [first] = messages;
  if (first.payment) return paymentNotice(first);
  const textual = messages.find(({ text }) => text);
  const photos = messages.filter(({ photo }) => photo);
  const parts = [
    photos.length > 0 && album(photos.map(({ photo }) => photo)),
    ...messages.flatMap(({ document, audio, voice }) => [
      document && documentRow(document),
      audio && player(audio, audio.name ?? store.texts.audio),
      voice && player(voice),
    ]),
    first.invoice && invoiceCard(first),
    textual && h('div', { class: 'text', dir: 'auto' }, richText(textual.text, textual.entities, say)),
  ];
  const bubble = h(
    'div',
    { class: `bubble ${photos.length > 0 ? 'with-photo' : ''} ${photos.length > 0 && !textual ? 'bare' : ''}` },
    quote(first.reply_to_message_id),
    parts,
    meta(
      messages.at(-1),
      messages.some(({ edited }) => edited),
    ),
    first.reaction && h('span', { class: 'reaction' }, first.reaction),
  );
  return h(
    'article',
    {
      class: `message by-${by}`,
      'data-id': first.message_id,
      'aria-label': by === 'bot' ? store.bot.first_name : store.person.first_name,
    },
    h('div', { class: 'stack' }, bubble, keyboard(messages.find(({ buttons }) => buttons.length > 0))),
  );
};

const meta = ({ date, by }, isEdited) =>
  h(
    'span',
    { class: 'meta' },
    isEdited && h('span', {}, store.texts.edited),
    h('time', {}, clock(date, language())),
    by === 'person' && h('span', { class: 'tick', 'aria-hidden': 'true' }, '✓'),
  );

const quote = (id) => {
  const original = id && store.chats.get(store.currentId)?.get(id);
  return original && h('blockquote', { class: 'quote' }, preview(original));
};

const album = (photos) => {
  const { texts } = store;
  const one = photos.length === 1;
  return h(
    'div',
    {
      class: `album of-${Math.min(photos.length, 10)}`,
      role: 'group',
      'aria-label': one ? texts.photo : texts.album(photos.length),
    },
    photos.map((photo) =>
      h(
        'button',
        {
          class: 'photo',
          type: 'button',
          'aria-label': texts.openPhoto,
          style: one ? { '--ratio': String(Math.min(2, Math.max(0.62, photo.width / photo.height))) } : {},
          onclick: () => openPhoto(photo.file_id),
        },
        h('img', { src: media(photo.preview_url ?? photo.url), alt: '', decoding: 'async' }),
      ),
    ),
  );
};

const documentRow = (file) => {
  const name = file.name ?? store.texts.document;
  return h(
    'a',
    { class: 'file', href: media(file.url), download: name, 'aria-label': `${store.texts.download}: ${name}` },
    h('span', { class: 'round' }, icon('file')),
    h('span', {}, h('b', {}, name), h('small', {}, size(file.size))),
  );
};

const invoiceCard = ({ invoice }) =>
  h(
    'div',
    { class: 'invoice' },
    h('b', {}, invoice.title),
    h('p', {}, invoice.description),
    h('span', { class: 'price' }, price(invoice)),
  );

const keyboard = (owner) => {
  if (!owner) return undefined;
  return h(
    'div',
    { class: 'keyboard' },
    owner.buttons.map((row) =>
      h(
        'div',
        { class: 'row' },
        row.map((button) => keyboardButton(owner, button)),
      ),
    ),
  );
};

const keyboardButton = (owner, button) => {
  const { texts } = store;
  if (button.url) {
    return h(
      'a',
      { class: 'key', href: button.url, target: '_blank', rel: 'noopener noreferrer' },
      button.text,
      icon('link'),
    );
  }
  if (button.pay) {
    const { invoice } = owner;
    const label = invoice.paid ? `${texts.paid} ✓` : texts.pay(price(invoice));
    return h('button', { class: 'key pay', type: 'button', disabled: invoice.paid, onclick: () => pay(owner) }, label);
  }
  const last = owner.presses.at(-1);
  const isWaiting =
    last?.data === button.callback_data && !last.answer && Date.now() / 1000 - last.pressed_at < SPIN_SECONDS;
  const element = h(
    'button',
    { class: `key ${isWaiting ? 'waiting' : ''} ${button.style ?? ''}`, type: 'button' },
    button.text,
  );
  element.addEventListener('click', async () => {
    element.classList.add('waiting');
    await server.press(store.currentId, owner.message_id, button.callback_data).catch((error) => {
      element.classList.remove('waiting');
      toast(error.message);
    });
  });
  return element;
};

const paymentNotice = ({ payment, message_id: id }) => {
  const say = payment.kind === 'paid' ? store.texts.paidNotice : store.texts.refundedNotice;
  return h('p', { class: 'notice', 'data-id': id }, say(price(payment)));
};

const emptyState = () =>
  h(
    'div',
    { class: 'empty' },
    h('img', { src: '/page/icon.svg', alt: '', width: 72, height: 72 }),
    h('h3', {}, store.texts.emptyTitle),
    h('p', {}, store.texts.empty),
    h('button', { class: 'primary', type: 'button', onclick: () => say('/start') }, store.texts.start),
  );

const typing = () =>
  h(
    'div',
    { class: 'message by-bot typing', 'aria-hidden': 'true' },
    h('div', { class: 'bubble' }, h('i'), h('i'), h('i')),
  );

/** One line about a message, for lists and quotes. */
export const preview = (message) => {
  const { texts } = store;
  if (message.payment)
    return (message.payment.kind === 'paid' ? texts.paidNotice : texts.refundedNotice)(price(message.payment));
  const kind = ['photo', 'document', 'voice', 'audio', 'invoice'].find((name) => message[name]);
  return [kind && texts[kind], message.text].filter(Boolean).join(' · ');
};

export const say = (text) =>
  server.text(store.currentId, text).catch((error) => toast(store.texts.failed(error.message)));

const language = () => store.person?.language_code ?? 'ru';

const showJump = () => {
  const { scrollHeight, scrollTop, clientHeight } = byId('scroller');
  byId('to-end').hidden = scrollHeight - scrollTop - clientHeight < 2 * NEAR_END_PX;
};

onChange(draw);
byId('scroller').addEventListener(
  'scroll',
  ({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
    const isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    if (isAtEnd || scrollTop < lastTop) follows = isAtEnd;
    lastTop = scrollTop;
    showJump();
  },
  { passive: true },
);
byId('to-end').addEventListener('click', () =>
  byId('scroller').scrollTo({ top: byId('scroller').scrollHeight, behavior: 'smooth' }),
);
// Pictures and voices change the height after they were drawn.
new ResizeObserver(() => {
  const scroller = byId('scroller');
  if (follows) scroller.scrollTop = scroller.scrollHeight;
}).observe(byId('messages'));
setInterval(changed, 60_000);
