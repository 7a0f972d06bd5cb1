import { byId, h, redraw } from './dom.js';
import { bar, makesRoom, section } from './panel.js';
import { server } from './server.js';
import { onChange, store } from './store.js';
import { pageLanguage, texts } from './texts.js';

/**
 * A view of the product’s inside beside the chat: the queues, the orders with their steps, the credits of the person on the page, the cost
 * of the newest picture, and the requests to the played providers. It changes nothing.
 */
const LOOK_EVERY_MS = 1000;
const OPEN = 'aisha.inside';

const state = { seen: undefined, chosen: undefined, steps: [], isAway: false };
let drawnFor;
let isLooking = false;

const isOpen = () => !byId('inside').hidden;

const look = async () => {
  const { person } = store;
  if (isLooking || !person) return;
  isLooking = true;
  try {
    const [seen, { steps = [] } = {}] = await Promise.all([
      server.inside(person.id),
      state.chosen ? server.story(state.chosen) : undefined,
    ]);
    Object.assign(state, { seen, steps, isAway: false });
  } catch {
    state.isAway = true;
  } finally {
    isLooking = false;
    draw();
  }
};

const credits = (hundredths) =>
  texts.credits({ count: hundredths / 100, amount: (hundredths / 100).toLocaleString(pageLanguage) });
const signed = (hundredths) =>
  `${hundredths < 0 ? '−' : '+'}${(Math.abs(hundredths) / 100).toLocaleString(pageLanguage)}`;
const dollars = (micro) =>
  `$${(micro / 1_000_000).toLocaleString(pageLanguage, { minimumFractionDigits: 2, maximumFractionDigits: 5 })}`;
/** A time; a time of another day has its date. */
const time = (at) => {
  const moment = new Date(at);
  const isToday = moment.toDateString() === new Date().toDateString();
  const shown = isToday
    ? { timeStyle: 'medium' }
    : { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' };
  return moment.toLocaleString(pageLanguage, shown);
};
const lasted = (ms) =>
  ms === null
    ? texts.lasting
    : texts.seconds({
        amount: (ms / 1000).toLocaleString(pageLanguage, { maximumFractionDigits: ms < 10_000 ? 2 : 0 }),
      });

const nothing = (text) => h('p', { class: 'hint' }, text);

const table = (name, heads, rows) =>
  h(
    'table',
    { 'aria-label': name },
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        heads.map((head) => h('th', { scope: 'col' }, head)),
      ),
    ),
    h(
      'tbody',
      {},
      rows.map(([first, ...others]) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, first),
          others.map((value) => h('td', {}, value)),
        ),
      ),
    ),
  );

const queues = ({ livesIn, queues: all }) =>
  section(
    texts.queues({ place: livesIn }),
    table(
      texts.queues({ place: livesIn }),
      [texts.queue, texts.waitingJobs, texts.activeJobs, texts.delayedJobs],
      all.map(({ queue, waiting, active, delayed }) => [queue, waiting, active, delayed]),
    ),
  );

const step = (first) => (one) =>
  h(
    'li',
    {},
    h('time', {}, `+${lasted(new Date(one.at) - first)}`),
    h(
      'span',
      {},
      h('b', {}, texts.step({ what: one.what })),
      h('small', {}, `${one.schema}${one.facts && ` · ${one.facts}`}`),
    ),
  );

const order = (one) => {
  const isChosen = one.orderId === state.chosen;
  const choose = () => {
    state.chosen = isChosen ? undefined : one.orderId;
    state.steps = [];
    draw();
    void look();
  };
  const [first] = state.steps;
  return h(
    'li',
    {},
    h(
      'button',
      {
        class: 'order',
        type: 'button',
        'aria-expanded': String(isChosen),
        'data-key': one.orderId,
        'data-state': one.state,
        onclick: choose,
      },
      h('b', {}, texts.orderKind({ kind: one.kind }), h('small', {}, texts.orderState({ state: one.state }))),
      h(
        'span',
        {},
        [
          one.name,
          one.captured !== null && one.hold !== 'open' ? texts.charged({ amount: credits(one.captured) }) : undefined,
          one.hold === 'open' ? texts.held({ amount: credits(one.held) }) : undefined,
          texts.delivered({ delivered: one.delivered, units: one.units }),
          one.errorCode,
          time(one.createdAt),
        ]
          .filter(Boolean)
          .join(' · '),
      ),
    ),
    isChosen && first && h('ol', { class: 'steps' }, state.steps.map(step(new Date(first.at)))),
  );
};

const orders = ({ open, person }) => {
  const ended = person?.ended ?? [];
  return section(
    texts.orders,
    open.length + ended.length === 0
      ? nothing(texts.noOrders)
      : h('ul', { class: 'orders' }, [...open, ...ended].map(order)),
  );
};

const money = ({ account, holds, ledger }) =>
  section(
    texts.ledger,
    account && h('p', { class: 'purse' }, h('span', {}, texts.available), h('b', {}, credits(account.available))),
    account && h('p', { class: 'purse' }, h('span', {}, texts.inHolds), h('b', {}, credits(account.held))),
    account?.debt > 0 && h('p', { class: 'purse' }, h('span', {}, texts.debt), h('b', {}, credits(account.debt))),
    holds.map(({ item, units, amount, createdAt }) =>
      h(
        'p',
        { class: 'open-hold' },
        h('b', {}, texts.openHold({ amount: credits(amount) })),
        h('small', {}, `${units} × ${item} · ${time(createdAt)}`),
      ),
    ),
    ledger.length === 0
      ? nothing(texts.noLedger)
      : h(
          'ul',
          { class: 'ledger' },
          ledger.map(({ type, createdAt, entries }) =>
            h(
              'li',
              {},
              h('b', {}, texts.entry({ type }), h('small', {}, time(createdAt))),
              entries?.map(({ account: name, amount }) => h('span', {}, h('i', {}, name), signed(amount))),
            ),
          ),
        ),
  );

const picture = (one) =>
  section(
    texts.newestPicture,
    h(
      'p',
      { class: 'purse' },
      h('span', {}, texts.paidFor({ count: one.delivered })),
      h('b', {}, credits(one.captured ?? 0)),
    ),
    h('p', { class: 'purse' }, h('span', {}, texts.costUs), h('b', {}, dollars(one.microDollars))),
    one.prompts?.map((prompt) => h('blockquote', { lang: 'en' }, prompt)),
    h('p', { class: 'hint' }, texts.promptNote),
  );

const requests = (all) =>
  section(
    texts.requests,
    all.length === 0
      ? nothing(texts.noRequests)
      : h(
          'ul',
          { class: 'requests' },
          all.map(({ endpoint, status, at, tookMs, microDollars }) =>
            h(
              'li',
              {},
              h('b', {}, endpoint),
              h(
                'span',
                {},
                h('i', { class: status === null ? '' : status < 400 ? 'fine' : 'bad' }, status ?? '…'),
                ` · ${lasted(tookMs)} · ${microDollars === null ? texts.free : dollars(microDollars)} · ${time(at)}`,
              ),
            ),
          ),
        ),
  );

const content = () => {
  const { seen, isAway } = state;
  if (isAway) return [nothing(texts.insideAway)];
  if (!seen) return [nothing(texts.lasting)];
  if (!seen.isThere) return [nothing(texts.insideMissing)];
  return [
    orders(seen),
    seen.person?.picture && picture(seen.person.picture),
    seen.person && money(seen.person),
    requests(seen.requests),
    queues(seen),
  ];
};

const draw = () => {
  if (!isOpen()) return;
  const signature = JSON.stringify([state, store.person?.id]);
  if (signature === drawnFor) return;
  drawnFor = signature;
  const panel = byId('inside');
  const { scrollTop } = panel;
  redraw(
    panel,
    bar(texts.inside, () => open(false)),
    h('p', { class: 'hint' }, texts.insideNote),
    ...content(),
  );
  panel.scrollTop = scrollTop;
};

const open = (wanted) => {
  if (wanted) makesRoom('show-drawer');
  byId('inside').hidden = !wanted;
  byId('show-inside').setAttribute('aria-expanded', String(wanted));
  localStorage.setItem(OPEN, wanted ? 'yes' : 'no');
  drawnFor = undefined;
  if (wanted) void look();
  else byId('show-inside').focus();
  draw();
};

let shownOf;
onChange(() => {
  if (store.person?.id === shownOf) return;
  shownOf = store.person?.id;
  Object.assign(state, { seen: undefined, chosen: undefined, steps: [] });
  if (isOpen()) void look();
});
byId('show-inside').addEventListener('click', () => open(!isOpen()));
setInterval(() => isOpen() && document.visibilityState === 'visible' && look(), LOOK_EVERY_MS);
if (localStorage.getItem(OPEN) === 'yes' && innerWidth > 1100) open(true);
