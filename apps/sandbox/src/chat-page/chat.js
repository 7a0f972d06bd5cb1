import './messages.js';
import './people.js';
import './composer.js';
import './drawer.js';
import { avatar, byId, icon } from './dom.js';
import { listen, server } from './server.js';
import { changed, choose, dropMessage, onChange, putMessage, setMessages, store } from './store.js';
import { alertBox, toast } from './toast.js';

/** A chat action is shown for five seconds or until a message comes. */
const ACTION_MS = 5000;
const THEME = 'aisha.theme';
let commandsOf;

const apply = {
  message: ({ person_id: id, message }) => putMessage(id, message),
  deleted: ({ person_id: id, message_id: messageId }) => dropMessage(id, messageId),
  person: ({ person }) => store.people.set(person.id, person),
  commands: () => (commandsOf = undefined),
  action: ({ person_id: id, action }) => {
    clearTimeout(store.doing.get(id)?.timer);
    const timer = setTimeout(() => {
      store.doing.delete(id);
      changed();
    }, ACTION_MS);
    store.doing.set(id, { action, timer });
  },
  answer: ({ person_id: id, text, show_alert: isAlert, url }) => {
    if (id !== store.currentId) return;
    if (url) window.open(url, '_blank', 'noopener');
    if (text) void (isAlert ? alertBox(text) : toast(text));
  },
};

/** Reads everything anew: at the start, and after the connection was lost. */
const refresh = async () => {
  const [bot, people] = await Promise.all([server.bot(), server.people()]);
  store.bot = bot;
  if (people.length === 0) people.push(await server.join({ first_name: 'Анна', language_code: 'ru' }));
  store.people = new Map(people.map((person) => [person.id, person]));
  if (!store.person) choose(people[0].id);
  await Promise.all(people.map(async ({ id }) => setMessages(id, await server.messages(id))));
};

const loadCommands = async () => {
  const { person } = store;
  const wanted = person && `${person.id} ${person.language_code}`;
  if (!wanted || wanted === commandsOf) return;
  commandsOf = wanted;
  const commands = await server.commands(person.id).catch(() => []);
  if (wanted !== commandsOf) return;
  store.commands = commands;
  changed();
};

const drawFrame = () => {
  const { texts, bot, person } = store;
  document.documentElement.lang = person?.language_code ?? 'ru';
  for (const element of document.querySelectorAll('[data-text]')) element.textContent = texts[element.dataset.text];
  for (const element of document.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', texts[element.dataset.label]);
    element.title = texts[element.dataset.label];
  }
  byId('bot-name').textContent = bot.first_name;
  byId('bot-avatar').replaceChildren(...avatar(bot.first_name, 0).childNodes);
  const doing = store.doing.get(store.currentId);
  byId('status').textContent = person?.blocked
    ? texts.blockedStatus
    : doing
      ? (texts.doing[doing.action] ?? texts.doing.typing)
      : texts.bot;
  byId('status').classList.toggle('busy', Boolean(doing));
  byId('connection').hidden = store.isConnected;
  const unread = [...store.people.keys()].reduce(
    (sum, id) => sum + (id === store.currentId ? 0 : store.unreadOf(id)),
    0,
  );
  document.title = `${unread > 0 ? `(${unread}) ` : ''}${bot.first_name} · sandbox`;
  void loadCommands();
};

const isDark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
};
const applyTheme = (theme) => {
  if (theme) document.documentElement.dataset.theme = theme;
  byId('theme').replaceChildren(icon(isDark() ? 'sun' : 'moon'));
};

for (const element of document.querySelectorAll('[data-icon]')) element.append(icon(element.dataset.icon));
applyTheme(localStorage.getItem(THEME));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => applyTheme(localStorage.getItem(THEME)));
byId('theme').addEventListener('click', () => {
  const theme = isDark() ? 'light' : 'dark';
  localStorage.setItem(THEME, theme);
  applyTheme(theme);
});
byId('dialog').addEventListener('click', ({ target }) => target === byId('dialog') && byId('dialog').close());

onChange(drawFrame);
listen({
  onOpen: async () => {
    store.isConnected = true;
    await refresh().catch((error) => toast(error.message));
    changed();
  },
  onLost: () => {
    store.isConnected = false;
    changed();
  },
  onEvent: (event) => {
    apply[event.type]?.(event);
    changed();
  },
});
