import { askForm, h } from './dom.js';
import { server } from './server.js';
import { changed, choose, store } from './store.js';
import { texts } from './texts.js';
import { toast } from './toast.js';

/** Loads all groups that any person of this page is in. */
export const loadGroups = async () => {
  const lists = await Promise.all([...store.people.keys()].map((id) => server.groups(id).catch(() => [])));
  store.groups = new Map(lists.flat().map((group) => [group.id, group]));
  changed();
};

const saying = async (work) => {
  try {
    await work();
  } catch (error) {
    toast(error.message);
  }
};

/** Asks for a title and members; the person chosen on the page founds the group. */
export const createGroup = async () => {
  const founder = store.person;
  const others = [...store.people.values()].filter(({ id }) => id !== founder.id);
  const title = h('input', { value: texts.groupExample, required: true, maxlength: 128, autofocus: true });
  const boxes = others.map((person) => ({ person, box: h('input', { type: 'checkbox', checked: true }) }));
  const withBot = h('input', { type: 'checkbox', checked: true });
  const answer = await askForm(
    texts.addGroup,
    [
      h('label', {}, texts.groupTitle, title),
      boxes.length > 0 &&
        h(
          'fieldset',
          {},
          h('legend', {}, texts.groupMembers),
          boxes.map(({ person, box }) => h('label', { class: 'check' }, box, person.first_name)),
        ),
      h('label', { class: 'check' }, withBot, texts.withBot),
    ],
    h('button', { class: 'primary', value: 'create' }, texts.create),
  );
  if (answer !== 'create') return;
  await saying(async () => {
    const { id } = await server.createGroup(founder.id, title.value);
    for (const { person, box } of boxes) if (box.checked) await server.joinGroup(person.id, id);
    if (withBot.checked) await server.changeGroup({ personId: founder.id, chatId: id }, 'add-bot');
    await loadGroups();
    choose(id);
  });
};

/** The list of actions that change the bot's membership in the open group. */
export const groupActions = ({ bot, type }) => {
  const isThere = bot === 'member' || bot === 'administrator';
  return [
    !isThere && ['callBot', 'add-bot'],
    bot === 'member' && ['promoteBot', 'promote-bot'],
    isThere && ['removeBot', 'remove-bot'],
    type === 'group' && ['upgradeGroup', 'upgrade'],
  ]
    .filter(Boolean)
    .map(([text, what]) => ({ label: texts[text], run: () => changeGroup(what) }));
};

export const changeGroup = (what) =>
  saying(async () => {
    const { id } = await server.changeGroup(store.place, what);
    await loadGroups();
    choose(id);
  });

/** Lets a person write in the open group. A person who is not a member yet joins it first. */
export const enterGroup = (personId) =>
  saying(async () => {
    if (!store.group.members.includes(personId)) await server.joinGroup(personId, store.currentId);
    await loadGroups();
  });
