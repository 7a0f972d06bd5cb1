import { askForm, avatar, byId, h, redraw } from './dom.js';
import { clock } from './format.js';
import { createGroup } from './groups.js';
import { walkedByArrows } from './keyboard.js';
import { preview } from './messages.js';
import { server } from './server.js';
import { choose, onChange, store } from './store.js';
import { LANGUAGES, pageLanguage, texts } from './texts.js';
import { toast } from './toast.js';

const draw = () => {
  redraw(
    byId('people-list'),
    [...store.people.values()].map(({ id, first_name: name, language_code: tag }) => row({ id, name, tag })),
    [...store.groups.values()].map(({ id, title }) => row({ id, name: title, tag: texts.group })),
  );
};

/** Opens a chat. On a phone the list of people then has to make room, because it covers the chat. */
const open = (id) => {
  choose(id);
  document.body.classList.remove('shows-people');
};

const row = ({ id, name, tag }) => {
  const last = store.messagesOf(id).at(-1);
  const isCurrent = id === store.currentId;
  const unread = isCurrent ? 0 : store.unreadOf(id);
  return h(
    'li',
    {},
    h(
      'button',
      {
        class: 'person',
        type: 'button',
        tabindex: isCurrent ? undefined : -1,
        'data-key': id,
        'aria-current': isCurrent ? 'true' : undefined,
        onclick: () => open(id),
      },
      avatar(name, id),
      h('span', { class: 'name' }, name, h('small', {}, tag)),
      h('time', {}, last ? clock(last.date) : ''),
      h('span', { class: 'last' }, last ? authorOf(last) + preview(last) : ''),
      unread > 0 && h('span', { class: 'badge' }, unread),
    ),
  );
};

const authorOf = ({ by, from, payment, notice }) => {
  if (by === 'bot' || payment || notice) return '';
  return from ? `${from.first_name}: ` : texts.you;
};

const add = async () => {
  const name = h('input', { name: 'name', required: true, maxlength: 64, autocomplete: 'off', autofocus: true });
  const language = h(
    'select',
    { name: 'language' },
    [...new Set([pageLanguage, ...LANGUAGES.keys()])].map((code) => h('option', { value: code }, LANGUAGES.get(code))),
  );
  const drawnAs = h(
    'select',
    { name: 'drawn-as', required: true },
    h('option', { value: '' }, texts.chooseDrawn),
    ['woman', 'man', 'other'].map((kind) => h('option', { value: kind }, texts.kind({ kind }))),
  );
  const answer = await askForm(
    texts.addPerson,
    [
      h('label', {}, texts.firstName, name),
      h('label', {}, texts.language, language),
      h('label', {}, texts.drawnAs, drawnAs),
    ],
    h('button', { class: 'primary', value: 'add' }, texts.add),
  );
  if (answer !== 'add' || !name.value.trim()) return;
  try {
    const [first_name, language_code] = [name.value.trim(), language.value];
    const person = await server.join({ first_name, language_code, drawn_as: drawnAs.value });
    store.people.set(person.id, person);
    open(person.id);
  } catch (error) {
    toast(error.message);
  }
};

onChange(draw);
walkedByArrows(byId('people-list'), '.person');
byId('add-person').addEventListener('click', () => void add());
byId('add-group').addEventListener('click', () => void createGroup());
byId('show-people').addEventListener('click', () => document.body.classList.toggle('shows-people'));
