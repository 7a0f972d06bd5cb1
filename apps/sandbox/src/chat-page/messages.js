import { album } from './album.js';
import { byId, h, icon } from './dom.js';
import { clock, day, price, size } from './format.js';
import { changeGroup } from './groups.js';
import { outOfTabOrder, rememberFocus, returnFocus } from './message-keys.js';
import { openMessageMenu } from './message-menu.js';
import { pay } from './payment.js';
import { player, videoNote, videoPlayer } from './player.js';
import { richText, withEmoji } from './rich-text.js';
import { media, server } from './server.js';
import { changed, onChange, replyTo, store } from './store.js';
import { texts } from './texts.js';
import { toast } from './toast.js';

const NEAR_END_PX = 120;
/** How many seconds a pressed button spins without an answer. */
const SPIN_SECONDS = 15;

const drawn = new Map();
let drawnFor;
/** Whether the chat stays at its end when messages come or load. It does until the person scrolls up. */
let follows = true;
let lastTop = 0;

/** Draws the chat. Unchanged messages keep their elements, so that pictures do not blink and voice messages keep playing. */
const draw = () => {
  const list = byId('messages');
  const scroller = byId('scroller');
  const chat = `${store.currentId} ${store.person?.id}`;
  const isOther = drawnFor !== chat;
  const before = drawn.size;
  if (isOther) drawn.clear();
  drawnFor = chat;

  const groups = groupsOf(store.messagesOf(store.currentId));
  const nodes = [];
  let previous;
  for (const group of groups) {
    const date = day(group.messages[0].date);
    if (date !== previous?.date) nodes.push(h('p', { class: 'notice day' }, date));
    const element = elementOf(group, isOther);
    element.classList.toggle('run-on', previous?.author === group.author && previous.date === date);
    nodes.push(element);
    previous = { author: group.author, date };
  }
  const keys = new Set(groups.map(({ key }) => key));
  for (const key of drawn.keys()) if (!keys.has(key)) drawn.delete(key);
  if (nodes.length === 0 && store.person) nodes.push(emptyState());
  if (store.doing.has(store.currentId)) nodes.push(typing());
  for (const label of store.underway.get(store.currentId) ?? []) nodes.push(underway(label));
  const focus = rememberFocus();
  arrange(list, nodes);
  returnFocus(focus);

  const grew = drawn.size > before;
  const mine = groups.at(-1)?.messages.every((message) => store.isMine(message));
  follows ||= isOther || (grew && mine);
  if (follows) scroller.scrollTo({ top: scroller.scrollHeight, behavior: isOther ? 'instant' : 'smooth' });
  showJump();
};

/** Puts the nodes in order, and does not touch those that are already in place. */
const arrange = (list, nodes) => {
  const wanted = new Set(nodes);
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach(
    (node, index) => list.children[index] !== node && list.insertBefore(node, list.children[index] ?? null),
  );
};

/** Groups messages: the messages of an album are shown as one. */
const groupsOf = (messages) => {
  const groups = [];
  for (const message of messages) {
    const { media_group_id: album, message_id: key, by, from } = message;
    const last = groups.at(-1);
    if (album && last?.album === album) last.messages.push(message);
    else groups.push({ key, album, author: from?.id ?? by, messages: [message] });
  }
  return groups;
};

const elementOf = (group, isOther) => {
  const quoted = originalOf(group.messages[0]);
  const signature = JSON.stringify([group.messages, quoted?.message_id, quoted?.text]);
  const known = drawn.get(group.key);
  if (known?.signature === signature) return known.element;
  const element = messageElement(group);
  if (known) element.classList.add('changed');
  else if (!isOther) element.classList.add('appeared');
  drawn.set(group.key, { signature, element });
  return element;
};

const messageElement = ({ messages }) => {
  const [first] = messages;
  if (first.payment || first.notice) return h('p', { class: 'notice', 'data-id': first.message_id }, preview(first));
  const textual = messages.find(({ text }) => text);
  const photos = messages.flatMap(({ photo }) => photo ?? []);
  const owner = messages.find(({ buttons }) => buttons.length > 0);
  const isMedia = photos.length > 0 || messages.some(({ video }) => video);
  const isBare = (photos.length > 0 && !textual) || first.video_note;
  const bubble = h(
    'div',
    { class: `bubble ${isMedia ? 'with-photo' : ''} ${isBare ? 'bare' : ''}` },
    first.from && !store.isMine(first) && authorOf(first),
    first.reply_to_message_id && quote(first),
    photos.length > 0 && album(photos),
    messages.flatMap(({ document, audio, voice, video, video_note: round }) => [
      document && documentRow(document),
      audio && player(audio, audio.name ?? texts.audio),
      voice && player(voice),
      video && videoPlayer(video),
      round && videoNote(round),
    ]),
    first.forwarded_from && h('p', { class: 'forwarded' }, texts.forwardedFrom({ name: first.forwarded_from })),
    first.sticker && h('span', { class: 'sticker', role: 'img', 'aria-label': texts.sticker }, first.sticker.emoji),
    first.location && h('p', { class: 'thing' }, '📍 ', texts.locationAt(first.location)),
    first.contact && h('p', { class: 'thing' }, '👤 ', `${first.contact.first_name}, ${first.contact.phone_number}`),
    first.invoice && invoiceCard(first),
    textual && h('div', { class: 'text', dir: 'auto' }, richText(textual.text, textual.entities, say)),
    meta(messages.at(-1), !owner && messages.some(({ edited }) => edited)),
    reactions(messages),
  );
  const actions = h(
    'button',
    { class: 'icon-button actions', type: 'button', 'aria-label': texts.actions, 'aria-haspopup': 'menu' },
    icon('more'),
  );
  const element = h(
    'article',
    {
      class: `message by-${store.isMine(first) ? 'person' : first.by === 'bot' ? 'bot' : 'other'}`,
      'data-id': first.message_id,
      'aria-label': `${nameOf(first)}, ${clock(first.date)}`,
    },
    h('div', { class: 'stack' }, h('div', { class: 'beside' }, bubble, actions), owner && keyboard(owner)),
  );
  actions.addEventListener('click', () => {
    const { left, bottom } = actions.getBoundingClientRect();
    openMessageMenu(textual ?? first, { x: left, y: bottom }, actions);
  });
  bubble.addEventListener('contextmenu', (event) => {
    event.preventDefault();
    const open = () => openMessageMenu(textual ?? first, { x: event.clientX, y: event.clientY }, element);
    // Where pressing the mouse button itself opens the menu, releasing it would close the menu again, so the menu waits for the release.
    if (event.buttons === 0) open();
    else addEventListener('mouseup', () => setTimeout(open), { once: true });
  });
  outOfTabOrder(element);
  return element;
};

const nameOf = ({ by, from }) => (by === 'bot' ? store.botName : (from?.first_name ?? store.person.first_name));

const authorOf = (message) =>
  h('b', { class: 'author', style: { '--hue': String(((message.from.id % 1000) * 47) % 360) } }, nameOf(message));

const meta = (message, isEdited) =>
  h(
    'span',
    { class: 'meta' },
    isEdited && h('span', {}, texts.edited),
    h('time', {}, clock(message.date)),
    store.isMine(message) && h('span', { class: 'tick', 'aria-hidden': 'true' }, '✓'),
  );

/** The emoji of an album's reactions, each once, with how many of its messages have it. */
const reactions = (messages) => {
  const emoji = messages.flatMap(({ reaction }) => reaction ?? []);
  if (emoji.length === 0) return undefined;
  return h(
    'div',
    { class: 'reactions' },
    [...new Set(emoji)].map((one) => {
      const count = emoji.filter((other) => other === one).length;
      return h(
        'span',
        { class: 'reaction', role: 'img', 'aria-label': texts.reacted({ emoji: one }) },
        one,
        count > 1 && ` ${count}`,
      );
    }),
  );
};

const originalOf = ({ reply_to_message_id: id }) => id && store.chats.get(store.currentId)?.get(id);

/** A short form of the message to which a reply belongs; a press leads to that message. */
const quote = (message) => {
  const original = originalOf(message);
  if (!original) return h('p', { class: 'quote' }, texts.gone);
  return h(
    'button',
    { class: 'quote', type: 'button', 'data-key': 'quote', onclick: () => lead(original.message_id) },
    ...quoted(original),
  );
};

/** A quoted message. It also stands above the input while the person writes a reply. */
export const quoted = (original) => [
  original.photo && h('img', { src: media(original.photo.preview_url ?? original.photo.url), alt: '' }),
  h('span', {}, h('b', {}, nameOf(original)), h('span', {}, preview(original))),
];

const lead = (id) => {
  const groups = groupsOf(store.messagesOf(store.currentId));
  const key = groups.find(({ messages }) => messages.some(({ message_id: one }) => one === id))?.key;
  const { element } = drawn.get(key) ?? {};
  element?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  element?.focus({ preventScroll: true });
};

const documentRow = (file) => {
  const name = file.name ?? texts.document;
  return h(
    'a',
    { class: 'file', href: media(file.url), download: name, title: texts.download },
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

const keyboard = (owner) =>
  h(
    'div',
    { class: 'keyboard' },
    owner.buttons.map((row, at) =>
      h(
        'div',
        { class: 'row' },
        row.map((button, index) => {
          const element = keyboardButton(owner, button);
          element.dataset.key = `key-${at}-${index}`;
          return element;
        }),
      ),
    ),
  );

const keyboardButton = (owner, button) => {
  if (button.url) {
    return h(
      'a',
      { class: 'key', href: button.url, target: '_blank', rel: 'noopener noreferrer' },
      withEmoji(button.text),
      icon('link'),
    );
  }
  if (button.pay) {
    const { invoice } = owner;
    const label = invoice.paid ? `${texts.paid} ✓` : texts.pay({ price: price(invoice) });
    return h('button', { class: 'key pay', type: 'button', disabled: invoice.paid, onclick: () => pay(owner) }, label);
  }
  const last = owner.presses.at(-1);
  const isWaiting =
    last?.data === button.callback_data && !last.answer && Date.now() / 1000 - last.pressed_at < SPIN_SECONDS;
  const element = h(
    'button',
    { class: `key ${isWaiting ? 'waiting' : ''} ${button.style ?? ''}`, type: 'button' },
    withEmoji(button.text),
  );
  element.addEventListener('click', async () => {
    element.classList.add('waiting');
    await server.press(store.place, owner.message_id, button.callback_data).catch((error) => {
      element.classList.remove('waiting');
      toast(error.message);
    });
  });
  return element;
};

const emptyState = () => {
  const { group } = store;
  const isAlone = group && group.bot !== 'member' && group.bot !== 'administrator';
  const [label, run] = isAlone
    ? [texts.callBot, () => changeGroup('add-bot')]
    : [texts.start, () => say(group ? `/start@${store.bot.username}` : '/start')];
  return h(
    'div',
    { class: 'empty' },
    h('img', { src: '/page/icon.svg', alt: '', width: 72, height: 72 }),
    h('h3', {}, texts.emptyTitle),
    !group && store.botDescription && h('p', { class: 'description' }, store.botDescription),
    h('p', {}, group ? texts.emptyGroup : texts.empty),
    h('button', { class: 'primary', type: 'button', onclick: run }, label),
  );
};

const typing = () =>
  h(
    'div',
    { class: 'message by-bot typing', 'aria-hidden': 'true' },
    h('div', { class: 'bubble' }, h('i'), h('i'), h('i')),
  );

/** A placeholder for a message until it is sent. */
const underway = (label) =>
  h(
    'div',
    { class: 'message by-person underway' },
    h('div', { class: 'bubble' }, h('span', { class: 'spinner', 'aria-hidden': 'true' }), label),
  );

const KINDS = [
  ...['photo', 'document', 'voice', 'audio', 'video', 'video_note', 'invoice'],
  ...['sticker', 'location', 'contact'],
];

/** A member's name; the bot's is in the language of the person who looks. */
const nameInGroup = (name) => (name === store.bot.first_name ? store.botName : name);

/** One line about a message, for lists and quotes. */
export const preview = ({ payment, notice, text, ...message }) => {
  if (payment) return (payment.kind === 'paid' ? texts.paidNotice : texts.refundedNotice)({ price: price(payment) });
  if (notice?.upgraded) return texts.upgraded;
  if (notice?.joined) return texts.joined({ names: notice.joined.map(nameInGroup).join(', ') });
  if (notice) return texts.left({ name: nameInGroup(notice.left) });
  const kind = KINDS.find((name) => message[name]);
  return withEmoji([kind && texts[kind], text].filter(Boolean).join(' · '));
};

/** Sends a text, as a reply if the person has begun one. */
export const say = (text) => {
  const { place, replyTo: original } = store;
  if (original) replyTo(undefined);
  return server.text(place, text, original).catch((error) => toast(texts.failed({ reason: error.message })));
};

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
// Pictures and voice messages change their height after they are drawn.
new ResizeObserver(() => {
  const scroller = byId('scroller');
  if (follows) scroller.scrollTop = scroller.scrollHeight;
}).observe(byId('messages'));
setInterval(changed, 60_000);
