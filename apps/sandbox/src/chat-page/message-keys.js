import { byId } from './dom.js';

/**
 * The list of messages, which is a single Tab stop, however long it is. Up and down walk through the messages. Right or Enter goes into a
 * message, to its buttons, links and photos. Escape comes back to the message, and a second Escape to the input.
 */
const list = byId('messages');
const STOPS = 'button:not(:disabled), a[href]';

const messages = () => [...list.querySelectorAll('.message[data-id]')];
const stopsOf = (message) => [...message.querySelectorAll(STOPS)];
const newest = () => {
  const all = messages();
  return all.findLast((message) => message.querySelector('.key'))?.querySelector('.key') ?? all.at(-1);
};
let current;

const makeCurrent = (element) => {
  if (current) current.tabIndex = -1;
  current = element;
  if (current) current.tabIndex = 0;
};

/** Removes a message and everything in it from the Tab order. */
export const outOfTabOrder = (message) => {
  message.tabIndex = -1;
  stopsOf(message).forEach((stop, index) => {
    stop.tabIndex = -1;
    stop.dataset.key ??= `stop-${index}`;
  });
};

/** Remembers where the focus is, to find the place again after its message was built anew. */
export const rememberFocus = () => {
  const focused = document.activeElement;
  const message = list.contains(focused) ? focused.closest('.message') : undefined;
  return message && { id: message.dataset.id, key: focused.dataset.key };
};

/**
 * Gives the focus back to the same place in the new message. If the place is gone, its first button gets the focus; if the whole message is
 * gone, the newest message does.
 */
export const returnFocus = (place) => {
  if (place && !list.contains(document.activeElement)) {
    const message = list.querySelector(`.message[data-id="${place.id}"]`);
    const same = place.key && message?.querySelector(`[data-key="${place.key}"]`);
    (same || (place.key && message?.querySelector('.key')) || message || newest())?.focus({ preventScroll: true });
  }
  if (!current?.isConnected || !list.contains(document.activeElement)) makeCurrent(newest());
};

const besides = (stop, step) => {
  const stops = stopsOf(stop.closest('.message'));
  return stops[stops.indexOf(stop) + step];
};

/** The button in the row above or below the row of this button. */
const inNextRow = (stop, step) => {
  const row = stop.closest('.row');
  const next = step > 0 ? row?.nextElementSibling : row?.previousElementSibling;
  return next?.children[Math.min([...row.children].indexOf(stop), next.children.length - 1)];
};

const nextMessage = (message, step) => {
  const all = messages();
  return all[all.indexOf(message) + step];
};

const targetOf = (key, focused) => {
  const message = focused.closest('.message[data-id]');
  if (!message) return undefined;
  if (focused === message) {
    const ends = { Home: messages()[0], End: messages().at(-1) };
    if (key === 'Escape') return byId('input');
    if (key === 'ArrowUp' || key === 'ArrowDown') return nextMessage(message, key === 'ArrowUp' ? -1 : 1);
    return key === 'ArrowRight' || key === 'Enter' ? stopsOf(message)[0] : ends[key];
  }
  switch (key) {
    case 'Escape':
      return message;
    case 'ArrowLeft':
      return besides(focused, -1) ?? message;
    case 'ArrowRight':
      return besides(focused, 1);
    case 'ArrowUp':
      return inNextRow(focused, -1) ?? (focused.closest('.row') ? message : (besides(focused, -1) ?? message));
    case 'ArrowDown':
      return (
        inNextRow(focused, 1) ?? (focused.closest('.row') ? undefined : besides(focused, 1)) ?? nextMessage(message, 1)
      );
    default:
      return undefined;
  }
};

list.addEventListener('focusin', ({ target }) => makeCurrent(target));
list.addEventListener('keydown', (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const target = targetOf(event.key, event.target);
  if (!target) return;
  event.preventDefault();
  target.focus();
});

/** Moves from the input up into the chat. */
export const focusNewest = () => newest()?.focus();
