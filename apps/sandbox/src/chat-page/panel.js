import { h, icon } from './dom.js';
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
