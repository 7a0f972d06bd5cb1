import { byId, h, icon } from './dom.js';
import { server } from './server.js';
import { onChange, store } from './store.js';
import { toast } from './toast.js';

const SERVICES = ['telegram', 'fal', 'openai', 's3'];
const LOOK_EVERY_MS = 3000;
const OPEN = 'aisha.drawer';

const state = { services: [], faults: {}, flood: false };
let drawnFor;

const isOpen = () => !byId('drawer').hidden;

/** Asks the fakes what is broken; those that do not answer are not offered. */
const look = async () => {
  const [description, flood, ...faults] = await Promise.all([
    server.services().catch(() => ({ services: [] })),
    server.floodLimits().catch(() => ({ enabled: false })),
    ...SERVICES.map((name) => server.faults(name).catch(() => undefined)),
  ]);
  state.services = description.services;
  state.flood = flood.enabled;
  state.faults = Object.fromEntries(SERVICES.map((name, index) => [name, faults[index]]).filter(([, one]) => one));
  draw();
};

const draw = () => {
  if (!isOpen()) return;
  const active = Object.entries(state.faults).flatMap(([service, { active }]) =>
    active.map((fault) => ({ service, fault })),
  );
  const signature = JSON.stringify([state.services, active, state.flood, store.person, store.texts.people]);
  if (signature === drawnFor) return;
  drawnFor = signature;
  const { texts, person } = store;
  byId('drawer').replaceChildren(
    h(
      'header',
      { class: 'bar' },
      h('h2', {}, texts.drawer),
      h(
        'button',
        { class: 'icon-button', type: 'button', 'aria-label': texts.close, onclick: () => open(false) },
        icon('close'),
      ),
    ),
    h('p', { class: 'hint' }, texts.sandboxNote),
    person && section(texts.me, purse(person)),
    section(texts.services, h('ul', { class: 'services' }, state.services.map(service))),
    section(texts.faults, h('p', { class: 'hint' }, texts.faultsNote), faultForm(), floodSwitch()),
    section(texts.active, ...activeFaults(active)),
  );
};

const section = (title, ...content) => h('section', {}, h('h3', {}, title), ...content);

const purse = (person) =>
  h(
    'p',
    { class: 'purse' },
    h('span', {}, store.texts.stars),
    h('b', {}, `${person.stars} ⭐`),
    h('button', { type: 'button', onclick: () => server.addStars(person.id, 1000) }, store.texts.addStars),
  );

const service = ({ name, url, used }) => {
  const { texts } = store;
  const isPlayed = used && url;
  return h(
    'li',
    {},
    h('span', {}, texts.serviceNames[name] ?? name),
    h('span', { class: `chip ${isPlayed ? 'played' : 'real'}` }, isPlayed ? texts.played : texts.real),
  );
};

/** What to break is chosen in three steps; the later lists follow the earlier. */
const faultForm = () => {
  const { texts } = store;
  const option = (value) => h('option', { value }, value);
  const [where, on, kind] = [h('select'), h('select'), h('select')];
  const times = h('input', { type: 'number', min: 1, max: 100, value: 1 });
  const kinds = () => state.faults[where.value]?.available ?? {};
  const fillKinds = () => kind.replaceChildren(...(kinds()[on.value] ?? []).map(option));
  const fillOn = () => {
    on.replaceChildren(...Object.keys(kinds()).map(option));
    fillKinds();
  };
  where.replaceChildren(
    ...Object.keys(state.faults).map((name) => h('option', { value: name }, texts.serviceNames[name] ?? name)),
  );
  where.addEventListener('change', fillOn);
  on.addEventListener('change', fillKinds);
  fillOn();
  const submit = async (event) => {
    event.preventDefault();
    await server
      .addFault(where.value, { on: on.value, kind: kind.value, times: Number(times.value) })
      .catch((error) => toast(error.message));
    await look();
  };
  return h(
    'form',
    { class: 'fault-form', onsubmit: submit },
    h('label', {}, texts.faultService, where),
    h('label', {}, texts.faultWhere, on),
    h('label', {}, texts.faultKind, kind),
    h('label', {}, texts.faultTimes, times),
    h('button', { class: 'primary' }, texts.breakIt),
  );
};

const floodSwitch = () => {
  const box = h('input', { type: 'checkbox', role: 'switch', checked: state.flood });
  box.addEventListener('change', () => server.setFloodLimits(box.checked).then(look));
  return h('label', { class: 'check' }, box, store.texts.flood);
};

const activeFaults = (active) => {
  const { texts } = store;
  if (active.length === 0) return [h('p', { class: 'hint' }, texts.nothingActive)];
  const repair = (service, id) => server.removeFault(service, id).then(look);
  const left = ({ remaining, times, hits = 0 }) => remaining ?? (times ? times - hits : '∞');
  return [
    h(
      'ul',
      { class: 'active-faults' },
      active.map(({ service, fault }) =>
        h(
          'li',
          {},
          h('span', {}, `${service} · ${fault.on ?? fault.method ?? ''} · ${fault.kind} ×${left(fault)}`),
          h(
            'button',
            {
              class: 'icon-button',
              type: 'button',
              'aria-label': texts.repair,
              onclick: () => repair(service, fault.id),
            },
            icon('close'),
          ),
        ),
      ),
    ),
    h(
      'button',
      { type: 'button', onclick: () => Promise.all(active.map(({ service, fault }) => repair(service, fault.id))) },
      texts.repairAll,
    ),
  ];
};

const open = (wanted) => {
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
