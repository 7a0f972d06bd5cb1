const CURRENT = 'aisha.person';
const SPEAKER = 'aisha.speaker';
const readKey = (id) => `aisha.read.${id}`;

/**
 * The state of the page; the views are told after every change. The id of a private chat is its person's id. The id of a group's chat is
 * the group's id, which is below zero.
 */
export const store = {
  bot: { first_name: 'Bot', names: {} },
  people: new Map(),
  groups: new Map(),
  /** The messages: chat id → message id → message. */
  chats: new Map(),
  commands: [],
  /** What the bot is doing (its chat action): chat id → the action, while it lasts. */
  doing: new Map(),
  /** Messages that are being sent, as the chat shows them until then: chat id → messages. */
  underway: new Map(),
  /** The message to which the person is writing a reply, and its chat. */
  reply: undefined,
  /** How many days the sandbox has let pass. */
  passedDays: 0,
  isConnected: true,
  currentId: Number(localStorage.getItem(CURRENT)) || undefined,
  speakerId: Number(localStorage.getItem(SPEAKER)) || undefined,

  /** The person who writes in the chat that is open. */
  get person() {
    return this.people.get(this.group ? this.speakerId : this.currentId);
  },
  get group() {
    return this.groups.get(this.currentId);
  },
  /** The person who acts, and the chat in which they act. */
  get place() {
    return { personId: this.person?.id, chatId: this.currentId };
  },
  get botName() {
    return this.bot.names[this.person?.language_code] ?? this.bot.first_name;
  },
  /** The bot's own description, shown in an empty chat. */
  get botDescription() {
    const { descriptions } = this.bot;
    return descriptions[this.person?.language_code] ?? descriptions[''];
  },
  get replyTo() {
    return this.reply?.chatId === this.currentId
      ? this.chats.get(this.currentId)?.get(this.reply.messageId)
      : undefined;
  },
  messagesOf(id) {
    return [...(this.chats.get(id) ?? new Map()).values()].sort((a, b) => a.message_id - b.message_id);
  },
  isMine({ by, from }) {
    return by === 'person' && (!from || from.id === this.person?.id);
  },
  unreadOf(id) {
    const read = Number(localStorage.getItem(readKey(id)) ?? 0);
    return this.messagesOf(id).filter((message) => message.by === 'bot' && message.message_id > read).length;
  },
};

const views = new Set();
export const onChange = (view) => views.add(view);

let scheduled = false;
/** Has the page drawn once, however many changes have come. */
export const changed = () => {
  if (scheduled) return;
  scheduled = true;
  queueMicrotask(() => {
    scheduled = false;
    markRead();
    for (const view of views) view();
  });
};

export const passedDays = (days) => {
  if (days === store.passedDays) return;
  store.passedDays = days;
  changed();
};

let refresh = async () => {};
/** Sets the function that reads everything anew, which is needed when the dates of messages have changed. */
export const readsBy = (reading) => (refresh = reading);
export const readAnew = () => refresh();

export const choose = (id) => {
  store.currentId = id;
  localStorage.setItem(CURRENT, String(id));
  const { group } = store;
  if (group && !group.members.includes(store.speakerId)) speakAs(group.members[0]);
  changed();
};

export const speakAs = (personId) => {
  store.speakerId = personId;
  localStorage.setItem(SPEAKER, String(personId));
  changed();
};

export const replyTo = (messageId) => {
  store.reply = messageId && { chatId: store.currentId, messageId };
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

/** Marks the messages on the screen as read, if the page is visible. */
const markRead = () => {
  const last = store.messagesOf(store.currentId).at(-1);
  if (last && document.visibilityState === 'visible')
    localStorage.setItem(readKey(store.currentId), String(last.message_id));
};
document.addEventListener('visibilitychange', changed);
