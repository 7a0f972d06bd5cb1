import { texts } from './texts.js';

/** Builds an element. `on…` attributes are listeners, children and attributes that are null or false are left out, and text stays text. */
export const h = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'style') for (const [key, one] of Object.entries(value)) element.style.setProperty(key, one);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return element;
};

export const byId = (id) => document.getElementById(id);

/** Replaces the children of an element. The focus stays on the element with the same `data-key`. */
export const redraw = (parent, ...children) => {
  const focused = parent.contains(document.activeElement) ? document.activeElement : undefined;
  const { selectionStart, selectionEnd } = focused ?? {};
  parent.replaceChildren(...children.flat().filter(Boolean));
  const same = focused?.dataset.key && parent.querySelector(`[data-key="${focused.dataset.key}"]`);
  if (!same) return;
  same.focus({ preventScroll: true });
  if (typeof selectionStart === 'number' && same.localName === 'textarea')
    same.setSelectionRange(selectionStart, selectionEnd);
};

const PATHS = {
  plus: 'M12 5v14M5 12h14',
  back: 'm15 5-7 7 7 7',
  next: 'm9 5 7 7-7 7',
  down: 'm6 10 6 6 6-6',
  close: 'M6 6l12 12M18 6 6 18',
  moon: 'M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500Z',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2v2m0 16v2M4.900 4.900l1.400 1.400m11.400 11.400 1.400 1.400M2 12h2m16 0h2M4.900 19.100l1.400-1.400M17.700 6.300l1.400-1.400',
  edit: 'M4 20h4L19 9l-4-4L4 16v4Zm9-13 4 4',
  sticker: 'M20 13v-3a6 6 0 0 0-6-6h-4a6 6 0 0 0-6 6v4a6 6 0 0 0 6 6h3l7-7h-4a3 3 0 0 0-3 3v4M9 10h.01M14.500 10h.01',
  place:
    'M12 21s7-6.500 7-11.500a7 7 0 0 0-14 0C5 14.500 12 21 12 21Zm0-9a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5Z',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.500 8c0-3.500 3-6 7.500-6s7.500 2.500 7.500 6',
  pulse: 'M3 12h4l2.500-7 5 14 2.500-7h4',
  sliders: 'M4 7h9m5 0h2M4 17h2m5 0h9M16 4.500v5M8.500 14.500v5',
  attach:
    'm20 11-8.300 8.300a5 5 0 0 1-7-7L13 4a3.300 3.300 0 0 1 4.700 4.700l-8.300 8.300a1.700 1.700 0 0 1-2.400-2.400L14.500 7',
  send: 'M4 12 3 4.500 21 12 3 19.500 4 12Zm0 0h8',
  mic: 'M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3Zm-7 8a7 7 0 0 0 14 0M12 18v3',
  stop: 'M7 7h10v10H7z',
  photo: 'M4 6h16v13H4zM4 16l5-5 4 4 3-3 4 4M15.500 9.500h.01',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  music:
    'M9 18V6l10-2v12M9 18a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0Zm10-2a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0Z',
  faces:
    'M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7Zm-7 9c0-4 3-6 7-6s7 2 7 6M16 4.500a3.500 3.500 0 0 1 0 6M18.500 14.500c2.300.900 3.500 2.700 3.500 5.500',
  play: 'M8 5.500v13l11-6.500z',
  pause: 'M8 5v14M16 5v14',
  download: 'M12 4v11m-5-5 5 5 5-5M5 20h14',
  link: 'M8 16 17 7m-7 0h7v7',
  block: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM6 6l12 12',
  slash: 'M15 4 9 20',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  reply: 'm9 7-5 5 5 5m-5-5h9a7 7 0 0 1 7 7',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  remove: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13',
  group:
    'M12 11a3.200 3.200 0 1 0 0-6.400 3.200 3.200 0 0 0 0 6.400Zm-6.500 8.500c0-3.500 2.600-5.500 6.500-5.500s6.500 2 6.500 5.500M4.500 12.500a2.300 2.300 0 1 1 1-4.400M19.500 12.500a2.300 2.300 0 1 0-1-4.400M1.500 18c0-1.500.6-2.700 1.700-3.400M22.500 18c0-1.500-.6-2.700-1.700-3.400',
  video: 'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17Zm-2 5 5 3.500-5 3.500Z',
};

/** A line icon of 24×24. */
export const icon = (name) => {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.classList.add('icon');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
};

/** A round picture with the first letter of a name. The id chooses its colour. */
export const avatar = (name, id) =>
  h(
    'span',
    { class: 'avatar', 'aria-hidden': 'true', style: { '--hue': String((Math.abs(id) * 47) % 360) } },
    [...name][0] ?? '?',
  );

/** Opens the page's only dialog under this name, with this content; resolves with the value with which the person closed it. */
export const ask = (name, content) => {
  const dialog = byId('dialog');
  dialog.setAttribute('aria-label', name);
  dialog.replaceChildren(content);
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener('close', () => resolve(dialog.returnValue), { once: true }));
};

/** Asks with a form of this title and content; resolves with the value of the button that was pressed, or with '' when it is cancelled. */
export const askForm = (title, content, ...buttons) =>
  ask(
    title,
    h(
      'form',
      { method: 'dialog' },
      h('h3', {}, title),
      content,
      h('footer', {}, h('button', { type: 'button', onclick: () => byId('dialog').close('') }, texts.cancel), buttons),
    ),
  );
