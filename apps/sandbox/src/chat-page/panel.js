import { byId, h, icon } from './dom.js';
import { texts } from './texts.js';

/** The head of a panel beside the chat, with the button that closes it. */
export const bar = (title, close) =>
  h(
    'header',
    { class: 'bar' },
    h('h2', {}, title),
    h(
      'button',
      { class: 'icon-button', type: 'button', 'aria-label': texts.close, 'data-key': 'close', onclick: close },
      icon('close'),
    ),
  );

export const section = (title, ...content) => h('section', {}, h('h3', {}, title), ...content);

/** The width of a window in which two panels leave the chat room. */
const TWO_PANELS_FROM = 1440;

/** Closes the panel of the other button, if the window has no room for both. */
export const makesRoom = (otherButton) => {
  const other = byId(otherButton);
  if (innerWidth >= TWO_PANELS_FROM || other.getAttribute('aria-expanded') !== 'true') return;
  const focused = document.activeElement;
  other.click();
  focused.focus();
};
