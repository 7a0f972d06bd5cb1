import { ask, avatar, byId, h } from './dom.js';
import { clock } from './format.js';
import { preview } from './messages.js';
import { server } from './server.js';
import { choose, onChange, store } from './store.js';
import { toast } from './toast.js';

const draw = () => {
  byId('people-list').replaceChildren(...[...store.people.values()].map(row));
};

/** On a phone the list covers the chat. */
const open = (personId) => {
  choose(personId);
  document.body.classList.remove('shows-people');
};

const row = (person) => {
  const last = store.messagesOf(person.id).at(-1);
  const unread = person.id === store.currentId ? 0 : store.unreadOf(person.id);
  const isCurrent = person.id === store.currentId;
  return h(
    'li',
    {},
    h(
      'button',
      {
        class: 'person',
        type: 'button',
        'aria-current': isCurrent ? 'true' : undefined,
        onclick: () => open(person.id),
      },
      avatar(person.first_name, person.id),
      h('span', { class: 'name' }, person.first_name, h('small', {}, person.language_code)),
      h('time', {}, last ? clock(last.date, person.language_code) : ''),
      h(
        'span',
        { class: 'last' },
        last ? (last.by === 'person' && !last.payment ? store.texts.you : '') + preview(last) : '',
      ),
      unread > 0 && h('span', { class: 'badge' }, unread),
    ),
  );
};

const add = async () => {
  const { texts } = store;
  const name = h('input', { name: 'name', required: true, maxlength: 64, autocomplete: 'off', autofocus: true });
  const language = h(
    'select',
    { name: 'language' },
    h('option', { value: 'ru' }, 'Русский'),
    h('option', { value: 'en' }, 'English'),
  );
  const answer = await ask(
    h(
      'form',
      { method: 'dialog' },
      h('h3', {}, texts.addPerson),
      h('label', {}, texts.firstName, name),
      h('label', {}, texts.language, language),
      h(
        'footer',
        {},
        h('button', { type: 'button', onclick: () => byId('dialog').close('') }, texts.cancel),
        h('button', { class: 'primary', value: 'add' }, texts.add),
      ),
    ),
  );
  if (answer !== 'add' || !name.value.trim()) return;
  try {
    const person = await server.join({ first_name: name.value.trim(), language_code: language.value });
    store.people.set(person.id, person);
    open(person.id);
  } catch (error) {
    toast(error.message);
  }
};

onChange(draw);
byId('add-person').addEventListener('click', add);
byId('show-people').addEventListener('click', () => document.body.classList.toggle('shows-people'));
