import './messages.js';
import './people.js';
import './composer.js';
import './drawer.js';
import './inside.js';
import { avatar, byId, icon } from './dom.js';
import { loadGroups } from './groups.js';
import { listen, server } from './server.js';
import {
  changed,
  choose,
  dropMessage,
  onChange,
  passedDays,
  putMessage,
  readsBy,
  setMessages,
  store,
} from './store.js';
import { LANGUAGES, pageLanguage, texts, textsIn } from './texts.js';
import { alertBox, toast } from './toast.js';

/** How long a chat action is shown, in milliseconds, unless a message comes before. */
const ACTION_MS = 5000;
const THEME = 'aisha.theme';
let commandsOf;

/** Lets the people of a new sandbox join, one for each language. The one who speaks the page's language comes first. */
const firstPeople = async () => {
  const people = [];
  for (const code of new Set([pageLanguage, ...LANGUAGES.keys()])) {
    const { firstPerson } = await textsIn(code);
    people.push(await server.join({ first_name: firstPerson, language_code: code, drawn_as: 'woman' }));
  }
  return people;
};

const apply = {
  message: ({ person_id: id, message }) => {
    putMessage(id, message);
    if (id < 0 && (message.notice || !store.groups.has(id))) void loadGroups();
  },
  deleted: ({ person_id: id, message_id: messageId }) => dropMessage(id, messageId),
  person: ({ person }) => {
    if (person.plays_itself) store.people.delete(person.id);
    else store.people.set(person.id, person);
  },
  commands: () => (commandsOf = undefined),
  bot: async () => {
    store.bot = await server.bot();
    changed();
  },
  action: ({ person_id: id, action }) => {
    clearTimeout(store.doing.get(id)?.timer);
    const timer = setTimeout(() => {
      store.doing.delete(id);
      changed();
    }, ACTION_MS);
    store.doing.set(id, { action, timer });
  },
  answer: ({ person_id: id, text, show_alert: isAlert, url }) => {
    if (id !== store.person?.id) return;
    if (url) window.open(url, '_blank', 'noopener');
    if (text) void (isAlert ? alertBox(text) : toast(text));
  },
};

/** Reads everything anew: at the start, and after the connection was lost. */
const refresh = async () => {
  const [bot, there, { time }] = await Promise.all([server.bot(), server.people(), server.services()]);
  passedDays(Math.floor(time.passedHours / 24));
  store.bot = bot;
  const people = there.length > 0 ? there : await firstPeople();
  store.people = new Map(people.map((person) => [person.id, person]));
  await loadGroups();
  if (!store.person) choose((people.find(({ language_code: code }) => code === pageLanguage) ?? people[0]).id);
  const places = [
    ...people.map(({ id }) => ({ personId: id, chatId: id })),
    ...[...store.groups.values()].map(({ id, members }) => ({ personId: members[0], chatId: id })),
  ];
  await Promise.all(places.map(async (place) => setMessages(place.chatId, await server.messages(place))));
};

/** The bot lists no commands in groups. */
const loadCommands = async () => {
  const { person, group } = store;
  const wanted = person && `${person.id} ${person.language_code} ${group?.id}`;
  if (!wanted || wanted === commandsOf) return;
  commandsOf = wanted;
  const commands = group ? [] : await server.commands(person.id).catch(() => []);
  if (wanted !== commandsOf) return;
  store.commands = commands;
  changed();
};

const statusText = () => {
  const { person, group, doing, currentId } = store;
  if (doing.has(currentId)) return texts.doing({ action: doing.get(currentId).action });
  if (group) return `${texts.members({ count: group.members.length })}, ${texts.botIn({ status: group.bot })}`;
  if (person?.blocked) return texts.blockedStatus;
  return store.passedDays > 0 ? texts.botLater({ days: store.passedDays }) : texts.bot;
};

const drawFrame = () => {
  const { botName, person, group, currentId } = store;
  byId('messages').lang = person?.language_code ?? pageLanguage;
  byId('bot-name').textContent = group?.title ?? botName;
  byId('bot-avatar').replaceChildren(...avatar(group?.title ?? botName, 0).childNodes);
  byId('status').textContent = statusText();
  byId('status').classList.toggle('busy', store.doing.has(currentId));
  byId('connection').hidden = store.isConnected;
  const unread = [...store.people.keys()].reduce((sum, id) => sum + (id === currentId ? 0 : store.unreadOf(id)), 0);
  document.title = `${unread > 0 ? `(${unread}) ` : ''}${botName} · sandbox`;
  void loadCommands();
};

/** Draws the texts that never change while the page is open. */
const drawTexts = () => {
  document.documentElement.lang = pageLanguage;
  for (const element of document.querySelectorAll('[data-text]')) element.textContent = texts[element.dataset.text];
  for (const element of document.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', texts[element.dataset.label]);
    if (element.localName === 'button') element.title = texts[element.dataset.label];
  }
  for (const element of document.querySelectorAll('[data-icon]')) element.append(icon(element.dataset.icon));
};

const isDark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
};
const applyTheme = (theme) => {
  if (theme) document.documentElement.dataset.theme = theme;
  byId('theme').replaceChildren(icon(isDark() ? 'sun' : 'moon'));
};

drawTexts();
applyTheme(localStorage.getItem(THEME));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => applyTheme(localStorage.getItem(THEME)));
byId('theme').addEventListener('click', () => {
  const theme = isDark() ? 'light' : 'dark';
  localStorage.setItem(THEME, theme);
  applyTheme(theme);
});
byId('skip').addEventListener('click', (event) => {
  event.preventDefault();
  byId('input')?.focus();
});
byId('dialog').addEventListener('click', ({ target }) => target === byId('dialog') && byId('dialog').close());

onChange(drawFrame);
readsBy(refresh);
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
