import { beforeAll, describe, expect, it } from '@jest/globals';
import { onPostgres } from '@aisha/testing';
import { richPerson } from '../../../spec/rich-person';
import { ANYWHERE, tryAt, walk, type Press, type Walk, type Walker } from '../../../spec/walk';
import { features } from '../../features';
import type { Callback, Fields } from '../screen/callback';
import { Registry } from './registry';

const registry = new Registry(features);

/** A name whose letters occur in no text of ours. */
const THEIR_NAME = 'Qxvzwj';
/**
 * How many values of another person are tried in one field. Several are needed, because avatars differ by their state, and orders by their
 * kind.
 */
const VALUES = 4;
/** On how many screens of one step each button is tried. */
const SCREENS = 2;

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);

/** Every callback that some action answers. */
const callbacks: ReadonlyMap<string, Callback> = new Map(
  [
    ...registry.actions.flatMap(({ callback }) => callback ?? []),
    ...[...registry.flows.values()]
      .flatMap(({ steps }) => Object.values(steps))
      .flatMap(({ actions }) => actions.flatMap((action) => (action.on === 'button' ? action.callback : []))),
  ].map((callback) => [callback.name, callback as Callback]),
);

interface Pressed extends Press {
  readonly callback: Callback;
  readonly fields: Fields;
}

const decoded = ({ presses }: Walk): Pressed[] =>
  presses.flatMap((press) => {
    const callback = callbacks.get(press.input.data.split(':')[0] ?? '');
    const fields = callback?.decode(press.input.data);
    return callback && fields && Object.values(fields).some(isId) ? [{ ...press, callback, fields }] : [];
  });

const idsOf = (fields: Fields): string[] =>
  Object.entries(fields).flatMap(([name, value]) => (isId(value) ? name : []));

/**
 * Presses of the same button with another person's ids: first in all id fields at once, then in one field at a time. VALUES presses at most,
 * and VALUES more for each id field.
 */
function bent({ callback, fields, input }: Pressed, theirs: readonly Pressed[]): Press['input'][] {
  const same = theirs.filter(({ callback: { name } }) => name === callback.name);
  const wholes = same.map((their) => ({
    ...fields,
    ...Object.fromEntries(idsOf(fields).map((name) => [name, their.fields[name]])),
  }));
  const singles = idsOf(fields).flatMap((name) => same.map((their) => ({ ...fields, [name]: their.fields[name] })));
  const data = [...wholes, ...singles].flatMap((other) =>
    Object.values(other).every((value) => value !== undefined) ? callback.button('x', other).data : [],
  );
  return [...new Set(data)].slice(0, VALUES * (1 + idsOf(fields).length)).map((one) => ({ ...input, data: one }));
}

/** The walks of two people who have everything: `mine` presses with the ids of `theirs`. */
let walks: { readonly theirs: Walk; readonly mine: Walk };
let me: Walker;
let them: Walker;
beforeAll(async () => {
  const postgres = await onPostgres('bot', { until: 'file' });
  them = (await richPerson({ postgres, registry, name: THEIR_NAME }))('en');
  me = (await richPerson({ postgres, registry, name: 'Eve' }))('en');
  walks = { theirs: await walk(them), mine: await walk(me) };
}, 600_000);

describe('a button that names another person’s things', () => {
  it('a button with the id of another person’s thing shows nothing of that person and asks no app for the thing, whatever the field and step', async () => {
    const theirs = decoded(walks.theirs);
    const theirIds = new Set(theirs.flatMap(({ fields }) => Object.values(fields).filter(isId)));
    for (const id of decoded(walks.mine).flatMap(({ fields }) => Object.values(fields).filter(isId)))
      theirIds.delete(id);
    const tried = new Map<string, number>();
    const broken = new Set<string>();

    for (const press of decoded(walks.mine)) {
      const key = `${press.answeredAt} ${press.callback.name}`;
      const times = tried.get(key) ?? 0;
      if (times >= SCREENS) continue;
      tried.set(key, times + 1);
      for (const input of bent(press, theirs)) {
        const came = await tryAt(me, input, press.from);
        if (!came) continue;
        const shown = JSON.stringify(came.shown);
        if (shown.includes(THEIR_NAME) || shown.includes(them.person.userId)) broken.add(`${key} shows what is theirs`);
        for (const effect of came.move.effects) {
          const asked = JSON.stringify(
            effect.kind === 'send'
              ? effect.message
              : 'id' in effect
                ? effect.id
                : 'value' in effect
                  ? effect.value
                  : '',
          );
          if ([...theirIds].some((id) => asked.includes(id))) {
            broken.add(`${key} asks for what is theirs: ${effect.kind === 'send' ? effect.message.job : effect.kind}`);
          }
        }
      }
    }

    expect([...broken].sort()).toEqual([]);
  }, 600_000);

  it('the walk over buttons with another person’s id covers every button with an id that the bot answers', () => {
    const withIds = new Set(decoded(walks.theirs).map(({ callback: { name } }) => name));
    const named = [...callbacks.keys()].filter((name) => withIds.has(name));
    const pressed = new Set(decoded(walks.mine).map(({ callback: { name } }) => name));

    expect(named.filter((name) => !pressed.has(name))).toEqual([]);
    expect(decoded(walks.mine).some(({ answeredAt }) => answeredAt !== ANYWHERE)).toBe(true);
    expect(named.length).toBeGreaterThan(60);
  });
});
