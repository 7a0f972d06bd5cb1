import { byId, h, icon, redraw } from './dom.js';
import { lasting } from './format.js';
import { loadGroups } from './groups.js';
import { bar, makesRoom, section } from './panel.js';
import { savedTest, server } from './server.js';
import { choose, onChange, passedDays, readAnew, store } from './store.js';
import { faultsOf, STORIES } from './stories.js';
import { pageLanguage, texts } from './texts.js';
import { toast } from './toast.js';

const SERVICES = ['telegram', 'fal', 'openai', 's3'];
const LOOK_EVERY_MS = 3000;
const OPEN = 'aisha.drawer';
/** The stops of the slider: how many times faster than in reality the sandbox works, from left to right. */
const SPEEDS = [1, 3, 10, 30, 100, 300, 1000];
/** How many seconds FAL really takes for a training of 2500 steps and for one picture, as the fake's models do. */
const TRAINING_SECONDS = 400;
const PICTURE_SECONDS = 7;

/** The steps of time travel, in hours. What is kept for thirty days is gone after thirty-one. */
const DAY_HOURS = 24;
const MONTH_HOURS = 31 * DAY_HOURS;

const state = { services: [], faults: {}, flood: false, scale: undefined, time: {}, isPassing: false };
/** The factor on durations with which the sandbox was started, as far as this page knows. */
let firstScale;
let showsMore = false;
let drawnFor;

const isOpen = () => !byId('drawer').hidden;

/** Asks the fakes which faults are active. A fake that does not answer is left out of the drawer. */
const look = async () => {
  const [description, flood, speed, ...faults] = await Promise.all([
    server.services().catch(() => ({ services: [] })),
    server.floodLimits().catch(() => ({ enabled: false })),
    server.timeScale().catch(() => ({})),
    ...SERVICES.map((name) => server.faults(name).catch(() => undefined)),
  ]);
  state.services = description.services;
  state.time = description.time ?? {};
  passedDays(Math.floor((state.time.passedHours ?? 0) / DAY_HOURS));
  state.flood = flood.enabled;
  state.scale = speed.scale;
  firstScale ??= speed.scale;
  state.faults = Object.fromEntries(SERVICES.map((name, index) => [name, faults[index]]).filter(([, one]) => one));
  draw();
};

/** Changes something at the fakes and shows their new state. */
const changing = async (work) => {
  await Promise.resolve(work()).catch((error) => toast(error.message));
  await look();
};

const activeFaults = () =>
  Object.entries(state.faults).flatMap(([service, { active }]) => active.map((fault) => ({ service, fault })));
const repair = (faults) => Promise.all(faults.map(({ service, fault }) => server.removeFault(service, fault.id)));

const draw = () => {
  if (!isOpen()) return;
  const active = activeFaults();
  const signature = JSON.stringify([state, store.person]);
  if (signature === drawnFor) return;
  drawnFor = signature;
  const { person } = store;
  const { scrollTop } = byId('drawer');
  redraw(
    byId('drawer'),
    bar(texts.drawer, () => {
      open(false);
      byId('show-drawer').focus();
    }),
    h('p', { class: 'hint' }, texts.sandboxNote),
    typeof state.scale === 'number' && section(texts.speed, ...speed()),
    (state.time.mayPass || state.isPassing) && section(texts.time, ...time()),
    section(
      texts.storiesTitle,
      h('p', { class: 'hint' }, texts.storiesNote),
      h(
        'ul',
        { class: 'stories' },
        STORIES.filter((one) => state.faults[one.service]).map((one) => story(one, active)),
      ),
      h(
        'button',
        { class: 'wide-button', type: 'button', 'data-key': 'reset', disabled: isAsAtFirst(active), onclick: reset },
        texts.reset,
      ),
    ),
    person && section(texts.me, purse(person), refund(person), startOver(person), saveAsTest(person)),
    more(active),
  );
  byId('drawer').scrollTop = scrollTop;
};

/** The stop of the slider that is nearest to the sandbox's factor on durations. */
const stopOf = (scale) => {
  const distance = (times) => Math.abs(Math.log(times * scale));
  return SPEEDS.reduce((best, times, index) => (distance(times) < distance(SPEEDS[best]) ? index : best), 0);
};

const speed = () => {
  const label = h('output', {});
  const note = h('p', { class: 'hint' });
  const slider = h('input', {
    type: 'range',
    min: 0,
    max: SPEEDS.length - 1,
    value: stopOf(state.scale),
    'aria-label': texts.speed,
    'data-key': 'speed',
  });
  const show = (times) => {
    label.textContent = texts.speedOf({ times });
    slider.setAttribute('aria-valuetext', label.textContent);
    note.textContent = texts.speedNote({
      training: lasting(TRAINING_SECONDS / times),
      picture: lasting(PICTURE_SECONDS / times),
    });
  };
  show(Math.round(1 / state.scale));
  slider.addEventListener('input', () => show(SPEEDS[slider.value]));
  slider.addEventListener('change', () => changing(() => server.setTimeScale(1 / SPEEDS[slider.value])));
  return [label, slider, note];
};

const time = () => {
  const passing = (hours) => async () => {
    state.isPassing = true;
    draw();
    await changing(() => server.passTime(hours));
    state.isPassing = false;
    draw();
    await readAnew();
  };
  const button = (key, label, hours) =>
    h('button', { type: 'button', 'data-key': key, disabled: state.isPassing, onclick: passing(hours) }, label);
  return [
    h('p', { class: 'hint', role: 'status' }, state.isPassing ? texts.timePasses : texts.timeNote),
    h(
      'p',
      { class: 'times' },
      button('tomorrow', texts.tomorrow, DAY_HOURS),
      button('in-a-month', texts.inAMonth, MONTH_HOURS),
    ),
    h('p', { class: 'hint' }, texts.playedDate({ days: store.passedDays, date: today() })),
  ];
};
const today = () => new Date().toLocaleDateString(pageLanguage, { day: 'numeric', month: 'long' });

const story = (one, active) => {
  const mine = faultsOf(one, active);
  const isOn = mine.length > 0;
  const turn = () =>
    isOn ? repair(mine) : Promise.all(one.faults.map((fault) => server.addFault(one.service, fault)));
  return h(
    'li',
    {},
    h(
      'button',
      {
        class: 'story',
        type: 'button',
        'aria-pressed': String(isOn),
        'data-key': one.id,
        onclick: () => changing(turn),
      },
      h('b', {}, texts[one.id], isOn && h('small', {}, texts.isOn)),
      h('span', {}, texts[`${one.id}Expected`]),
    ),
  );
};

const isAsAtFirst = (active) => active.length === 0 && !state.flood && state.scale === firstScale;
const reset = () =>
  changing(async () => {
    await repair(activeFaults());
    await server.setFloodLimits(false);
    if (firstScale !== undefined) await server.setTimeScale(firstScale);
  });

const purse = (person) =>
  h(
    'p',
    { class: 'purse' },
    h('span', {}, texts.stars({ name: person.first_name })),
    h('b', {}, `${person.stars} ⭐`),
    h(
      'button',
      { type: 'button', 'data-key': 'stars', onclick: () => server.addStars(person.id, 1000) },
      texts.addStars,
    ),
  );

const refund = (person) =>
  h(
    'button',
    {
      class: 'wide-button',
      type: 'button',
      'data-key': 'refund',
      onclick: () => server.refund(person.id).catch((error) => toast(texts.noRefund({ reason: error.message }))),
    },
    texts.refundByTelegram,
  );

/** Replaces this person by a new one of the same name. To see how the product erases a person, ask the bot with /privacy. */
const startOver = (person) =>
  h(
    'button',
    {
      class: 'wide-button',
      type: 'button',
      'data-key': 'start-over',
      onclick: () =>
        changing(async () => {
          const { first_name, language_code, drawn_as } = person;
          const fresh = await server.join({ first_name, language_code, ...(drawn_as && { drawn_as }) });
          await server.leave(person);
          store.people.delete(person.id);
          store.people.set(fresh.id, fresh);
          choose(fresh.id);
          await loadGroups();
        }),
    },
    texts.startOver,
  );

const saveAsTest = (person) => [
  h(
    'a',
    {
      class: 'wide-button link',
      href: savedTest(person.id),
      download: 'saved-chat.medium.spec.ts',
      'data-key': 'save',
    },
    texts.saveAsTest,
  ),
  h('p', { class: 'hint' }, texts.saveNote),
];

/** The single faults as switches, under the names that the fakes use. */
const more = (active) => {
  const element = h(
    'details',
    { class: 'more', open: showsMore },
    h('summary', { 'data-key': 'more' }, texts.more),
    section(texts.faults, faultForm(), floodSwitch()),
    section(texts.active, ...brokenNow(active)),
    section(texts.services, h('ul', { class: 'services' }, state.services.map(service))),
  );
  element.addEventListener('toggle', () => (showsMore = element.open));
  return element;
};

const service = ({ name, url, used }) => {
  const isPlayed = used && url;
  return h(
    'li',
    {},
    h('span', {}, texts.serviceName({ service: name })),
    h('span', { class: `chip ${isPlayed ? 'played' : 'real'}` }, isPlayed ? texts.played : texts.real),
  );
};

/** A form that chooses a fault in three steps. Each list depends on the choices before it. */
const faultForm = () => {
  const option = (value) => h('option', { value }, value);
  const [where, on, kind] = ['where', 'on', 'kind'].map((name) => h('select', { 'data-key': name }));
  const times = h('input', { type: 'number', min: 1, max: 100, value: 1, 'data-key': 'times' });
  const kinds = () => state.faults[where.value]?.available ?? {};
  const fillKinds = () => kind.replaceChildren(...(kinds()[on.value] ?? []).map(option));
  const fillOn = () => {
    on.replaceChildren(...Object.keys(kinds()).map(option));
    fillKinds();
  };
  where.replaceChildren(
    ...Object.keys(state.faults).map((name) => h('option', { value: name }, texts.serviceName({ service: name }))),
  );
  where.addEventListener('change', fillOn);
  on.addEventListener('change', fillKinds);
  fillOn();
  const submit = (event) => {
    event.preventDefault();
    const fault = { on: on.value, kind: kind.value, times: Number(times.value) };
    return changing(() => server.addFault(where.value, fault));
  };
  return h(
    'form',
    { class: 'fault-form', onsubmit: submit },
    h('label', {}, texts.faultService, where),
    h('label', {}, texts.faultWhere, on),
    h('label', {}, texts.faultKind, kind),
    h('label', {}, texts.faultTimes, times),
    h('button', { class: 'primary', 'data-key': 'break' }, texts.breakIt),
  );
};

const floodSwitch = () => {
  const box = h('input', { type: 'checkbox', role: 'switch', checked: state.flood, 'data-key': 'flood' });
  box.addEventListener('change', () => changing(() => server.setFloodLimits(box.checked)));
  return h('label', { class: 'check' }, box, texts.flood);
};

const brokenNow = (active) => {
  if (active.length === 0) return [h('p', { class: 'hint' }, texts.nothingActive)];
  const left = ({ remaining, times, hits = 0 }) => remaining ?? (times ? times - hits : '∞');
  return [
    h(
      'ul',
      { class: 'active-faults' },
      active.map((one) => {
        const { service: name, fault } = one;
        const what = `${name} · ${fault.on ?? fault.method ?? '*'} · ${fault.kind} ×${left(fault)}`;
        return h(
          'li',
          {},
          h('span', {}, what),
          h(
            'button',
            {
              class: 'icon-button',
              type: 'button',
              'aria-label': texts.repair({ what }),
              onclick: () => changing(() => repair([one])),
            },
            icon('close'),
          ),
        );
      }),
    ),
    h(
      'button',
      { type: 'button', 'data-key': 'repair', onclick: () => changing(() => repair(active)) },
      texts.repairAll,
    ),
  ];
};

const open = (wanted) => {
  if (wanted) makesRoom('show-inside');
  byId('drawer').hidden = !wanted;
  byId('show-drawer').setAttribute('aria-expanded', String(wanted));
  localStorage.setItem(OPEN, wanted ? 'yes' : 'no');
  drawnFor = undefined;
  if (wanted) void look();
};

onChange(draw);
byId('show-drawer').addEventListener('click', () => open(!isOpen()));
setInterval(() => isOpen() && document.visibilityState === 'visible' && look(), LOOK_EVERY_MS);
if (localStorage.getItem(OPEN) === 'yes' && innerWidth > 1100) open(true);
