import { DrawingPermissionReader } from '@aisha/database/bot';
import { type PermissionId, shownName, type UserId } from '@aisha/domain';
import { beginningOf, callback, count, id, joined, toMenu } from '../../engine/conversation';
import { takesBack } from '../../orders/drawing-permission.store';
import { openTogether } from '../../callbacks/permissions.callbacks';
import { goTo, loading, stay } from './answer.step';
import { drawnBy } from './pictures.step';

const takeBack = callback('perm.back', { permissionId: id<PermissionId>() });
const removePictures = callback('perm.gone', { ownerId: id<UserId>() });

const older = callback('perm.older', { from: count() });
const newest = callback('perm.newest', {});

/** How many lines a page shows of each list: a screen has no room for more buttons. */
const PAGE = 20;
/**
 * How much of a name is shown, in UTF-16 units, of which rare letters and emoji have two: the list fits into a message however Telegram counts.
 * A name at Telegram may have 64 characters and that of an avatar 50: with whole names, three full lists are longer than a message, and nobody
 * could take a permission back.
 */
const NAME_UNITS = 28;

const cut = (name: string): string => {
  const shown = shownName(name);
  let [characters, units] = [0, 0];
  for (const character of shown) {
    units += character.length;
    if (units > NAME_UNITS) break;
    characters += 1;
  }
  return beginningOf(shown, characters);
};

const { step, on } = loading(async (readers, { removedOf, from = 0 }, { person: { userId } }) => {
  const reader = readers.of(DrawingPermissionReader);
  const [given, received, drawn] = await Promise.all([
    reader.given(userId),
    reader.received(userId),
    drawnBy(reader, userId),
  ]);
  const left = drawn.filter(({ ownerId }) => ownerId !== removedOf);
  const longest = Math.max(given.length, received.length, left.length);
  // The page that the person has turned to may be gone, because they have taken back what it showed.
  const start = Math.min(from, Math.floor(Math.max(longest - 1, 0) / PAGE) * PAGE);
  const shown = <Line extends { readonly name: string }>(lines: readonly Line[]) =>
    lines.slice(start, start + PAGE).map((one) => ({ ...one, name: cut(one.name) }));
  return {
    given: shown(given).map((one) => ({ ...one, avatar: cut(one.avatar) })),
    received: shown(received),
    drawn: shown(left),
    hasAny: { given: given.length > 0, received: received.length > 0 },
    start,
    hasMore: longest > start + PAGE,
  };
});

/**
 * Lists three things: who may draw the person, each with a button that ends the permission; whose pictures show the person, each with a
 * button that deletes these pictures; and whom the person may draw. A page has a part of each list.
 */
export const listStep = step({
  screen: (_, t, { given, received, drawn, hasAny, start, hasMore }) => ({
    text: joined(
      [
        t.title,
        '',
        ...(given.length > 0 ? [t.givenTo] : hasAny.given ? [] : [t.nobody]),
        ...given.map(({ name, scope, avatar }) => t.line({ name, scope, avatar })),
        ...(given.length > 0 || !hasAny.given ? [''] : []),
        ...(drawn.length > 0 ? [t.drawnBy, ...drawn.map(({ name, count }) => t.drawnLine({ name, count })), ''] : []),
        ...(received.length > 0 ? [t.receivedFrom] : hasAny.received ? [] : [t.noneReceived]),
        ...received.map(({ name, scope }) => t.receivedLine({ name, scope })),
      ],
      '\n',
    ),
    buttons: [
      ...given.map(({ id: permissionId, name, avatar }) => [
        takeBack.button(t.takeBack({ name, avatar }), { permissionId }),
      ]),
      ...drawn.map(({ ownerId, name, count }) => [
        removePictures.button(t.removePictures({ name, count }), { ownerId }),
      ]),
      [
        ...(start > 0 ? [newest.button(t.newest, {})] : []),
        ...(hasMore ? [older.button(t.older, { from: start + PAGE })] : []),
      ],
      [openTogether.button(t.together, {})],
      [toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    on(takeBack, (draft, { permissionId }, { data: { given }, t }) => {
      if (!given.some((one) => one.id === permissionId)) return stay(draft);
      return stay(draft, t.takenBack, takesBack(permissionId));
    }),
    on(older, (draft, { from }) => stay({ ...draft, from })),
    on(newest, ({ from: _, ...draft }) => stay(draft)),
    on(removePictures, (draft, { ownerId }) => goTo('pictures', { ...draft, ownerId })),
  ],
});
