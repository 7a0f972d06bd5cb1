import { textsFor } from './texts.js';

const CURRENT = 'aisha.person';
const readKey = (id) => `aisha.read.${id}`;

/** What the page knows; views are told after every change. */
export const store = {
  bot: { first_name: 'Bot' },
  people: new Map(),
  /** Person id → message id → message. */
  chats: new Map(),
  commands: [],
  /** Person id → what the bot is doing, while it is. */
  doing: new Map(),
  isConnected: true,
  currentId: Number(localStorage.getItem(CURRENT)) || undefined,

  get person() {
    return this.people.get(this.currentId);
  },
  get texts() {
    return textsFor(this.person?.language_code ?? 'ru');
  },
  messagesOf(id) {
    return [...(this.chats.get(id) ?? new Map()).values()].sort((a, b) => a.message_id - b.message_id);
  },
  unreadOf(id) {
    const read = Number(localStorage.getItem(readKey(id)) ?? 0);
    return this.messagesOf(id).filter((message) => message.by === 'bot' && message.message_id > read).length;
  },
};

const views = new Set();
export const onChange = (view) => views.add(view);

let scheduled = false;
/** Draws once however many changes came together. */
export const changed = () => {
  if (scheduled) return;
  scheduled = true;
  queueMicrotask(() => {
    scheduled = false;
    markRead();
    for (const view of views) view();
  });
};

export const choose = (id) => {
  store.currentId = id;
  localStorage.setItem(CURRENT, String(id));
  changed();
};

export const setMessages = (id, messages) => {
  store.chats.set(id, new Map(messages.map((message) => [message.message_id, message])));
  changed();
};

export const putMessage = (id, message) => {
  if (!store.chats.has(id)) store.chats.set(id, new Map());
  store.chats.get(id).set(message.message_id, message);
  if (message.by === 'bot') store.doing.delete(id);
  changed();
};

export const dropMessage = (id, messageId) => {
  store.chats.get(id)?.delete(messageId);
  changed();
};

/** What is on the screen of a visible page has been read. */
const markRead = () => {
  const last = store.messagesOf(store.currentId).at(-1);
  if (last && document.visibilityState === 'visible')
    localStorage.setItem(readKey(store.currentId), String(last.message_id));
};
document.addEventListener('visibilitychange', changed);
