import { ask, byId, h } from './dom.js';
import { texts } from './texts.js';

const SHOWN_MS = 4000;
let timer;

/** Shows a short answer that goes away by itself. */
export const toast = (text) => {
  const box = byId('toast');
  box.textContent = text;
  box.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(hideToast, SHOWN_MS);
};

export const hideToast = () => {
  byId('toast').hidden = true;
};

/** Shows an answer that stays until the person closes it. */
export const alertBox = (text) =>
  ask(
    text,
    h(
      'form',
      { method: 'dialog' },
      h('p', { class: 'alert-text' }, text),
      h('footer', {}, h('button', { class: 'primary', autofocus: true }, texts.ok)),
    ),
  );
