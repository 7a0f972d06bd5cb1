const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** Lets arrow keys, Home and End move through the entries of a list, which is a single Tab stop. */
export const walkedByArrows = (list, selector) => {
  list.addEventListener('keydown', (event) => {
    const entries = [...list.querySelectorAll(selector)];
    const at = entries.indexOf(document.activeElement);
    const ends = { Home: 0, End: entries.length - 1 };
    const next = ends[event.key] ?? (event.key in STEPS ? at + STEPS[event.key] : undefined);
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    entries[(next + entries.length) % entries.length].focus();
  });
};

/**
 * Makes a popover with a list of actions. Its first entry gets the focus, and at the end the element that opened it gets the focus back.
 */
export const asMenu = (list, opener) => {
  list.popover = 'auto';
  list.setAttribute('role', 'menu');
  for (const entry of list.querySelectorAll('[role=menuitem]')) entry.tabIndex = -1;
  walkedByArrows(list, '[role=menuitem]');
  list.addEventListener('click', ({ target }) => target.closest('[role=menuitem]') && list.hidePopover());
  list.addEventListener('keydown', (event) => event.key === 'Tab' && list.hidePopover());
  list.addEventListener('toggle', ({ newState }) => {
    opener?.setAttribute('aria-expanded', String(newState === 'open'));
    if (newState === 'open') list.querySelector('[role=menuitem]')?.focus();
  });
};
