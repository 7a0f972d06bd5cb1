import { h } from './dom.js';
import { store } from './store.js';
import { texts } from './texts.js';

/** The suggestions for a typed text: commands after «/», and the bot's name after «@» in a group. */
const optionsFor = (text) => {
  const { group, bot } = store;
  if (group && /(^|\s)[@/]\w*$/.test(text)) {
    const name = `@${bot.username}`;
    const start = `/start${name}`;
    const begun = text.split(/\s/).at(-1);
    return [
      { label: name, note: texts.bot, text: `${text.slice(0, text.length - begun.length)}${name} ` },
      { label: start, note: texts.start, text: start, isWhole: true },
    ].filter(({ label }) => label.startsWith(begun) && label !== begun);
  }
  if (!/^\/\w*$/.test(text)) return [];
  return store.commands
    .map(({ command, description }) => ({
      label: `/${command}`,
      note: description,
      text: `/${command}`,
      isWhole: true,
    }))
    .filter(({ label }) => label.startsWith(text));
};

/** A list of suggestions above the input: arrow keys choose one, Enter sends it, Tab completes it, Escape closes the list. */
export const suggesting = (input, submit) => {
  const list = h('div', {
    class: 'suggestions',
    id: 'suggestions',
    role: 'listbox',
    tabindex: 0,
    'aria-label': texts.suggestions,
    hidden: true,
  });
  let options = [];
  let at = 0;

  const show = () => {
    list.hidden = options.length === 0;
    if (list.hidden) {
      input.removeAttribute('aria-activedescendant');
      return;
    }
    list.replaceChildren(
      ...options.map(({ label, note }, index) =>
        h(
          'div',
          {
            class: 'suggestion',
            id: `suggestion-${index}`,
            role: 'option',
            'aria-selected': String(index === at),
            onmousedown: (event) => {
              event.preventDefault();
              at = index;
              take(true);
            },
          },
          h('b', {}, label),
          h('span', {}, note),
        ),
      ),
    );
    input.setAttribute('aria-activedescendant', `suggestion-${at}`);
    list.children[at].scrollIntoView({ block: 'nearest' });
  };
  const close = () => {
    options = [];
    show();
  };
  /** Sends a whole command, or puts the words into the input. */
  const take = (isSent) => {
    const { text, isWhole } = options[at];
    close();
    if (isSent && isWhole) return submit(text);
    input.value = text;
    return input.dispatchEvent(new Event('input'));
  };

  input.setAttribute('aria-controls', list.id);
  input.addEventListener('input', () => {
    options = optionsFor(input.value);
    at = 0;
    show();
  });
  input.addEventListener('blur', close);
  const choose = (event) => {
    if (options.length === 0 || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) at = (at + step + options.length) % options.length;
    else if (event.key === 'Escape') options = [];
    else if (event.key === 'Tab' && !event.shiftKey) return void (event.preventDefault(), take(false));
    else if (event.key === 'Enter' && !event.shiftKey) return void (event.preventDefault(), take(true));
    else return;
    event.preventDefault();
    show();
  };
  input.addEventListener('keydown', choose, { capture: true }); // so that this sees Enter before the input does
  return list;
};
