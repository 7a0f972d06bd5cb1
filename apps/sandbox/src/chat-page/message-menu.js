import { askForm, byId, h, icon } from './dom.js';
import { asMenu } from './keyboard.js';
import { server } from './server.js';
import { replyTo, store } from './store.js';
import { texts } from './texts.js';
import { toast } from './toast.js';

/** Opens the list of actions on a message, beside the pointer or under the button that was pressed. */
export const openMessageMenu = (message, { x, y }, opener) => {
  const entry = (name, label, onclick) =>
    h('button', { class: 'menu-item', type: 'button', role: 'menuitem', onclick }, icon(name), h('span', {}, label));
  const menu = h(
    'div',
    { class: 'menu at-message', 'aria-label': texts.actions },
    entry('reply', texts.reply, () => {
      replyTo(message.message_id);
      queueMicrotask(() => byId('input')?.focus());
    }),
    mayEdit(message) && entry('edit', texts.edit, () => edit(message)),
    mayForward(message) && entry('next', texts.forward, () => forward(message)),
    message.text && entry('copy', texts.copy, () => copy(message.text)),
    mayRemove(message) && entry('remove', texts.remove, () => remove(message)),
  );
  asMenu(menu);
  menu.addEventListener('toggle', ({ newState }) => newState === 'closed' && menu.remove());
  byId('chat').append(menu);
  opener.focus({ preventScroll: true });
  menu.showPopover();
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(x, innerWidth - width - 8))}px`;
  menu.style.top = `${Math.max(8, y + height > innerHeight - 8 ? y - height : y)}px`;
};

/** Whether a person may delete a message, as in Telegram: in a group only their own, in a private chat any. */
const mayRemove = (message) => !store.group || store.isMine(message);

/** Telegram lets a person change their own words, but not those that they have forwarded. */
const mayEdit = (message) => store.isMine(message) && message.text && !message.forwarded_from;
const mayForward = ({ invoice, payment, notice }) => !store.group && !invoice && !payment && !notice;

const edit = async (message) => {
  const input = h('textarea', { rows: 3, maxlength: 4096, 'aria-label': texts.edit, autofocus: true });
  input.value = message.text;
  const answer = await askForm(texts.edit, input, h('button', { class: 'primary', value: 'edit' }, texts.keep));
  if (answer !== 'edit' || !input.value.trim()) return;
  await server.edit(store.place, message.message_id, input.value.trim()).catch((error) => toast(error.message));
};

const forward = ({ message_id: id }) => server.forward(store.place, id).catch((error) => toast(error.message));

const copy = async (text) => {
  await navigator.clipboard.writeText(text);
  toast(texts.copied);
};

const remove = ({ message_id: id }) => server.remove(store.place, id).catch((error) => toast(error.message));
