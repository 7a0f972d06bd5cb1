import { DrawingPermissionReader } from '@aisha/database/bot';
import { type PermissionId, shownName } from '@aisha/domain';
import { callback, id, joined, toMenu } from '../../engine/conversation';
import { loading, stay } from './answer.step';
import { takesBack } from '../../orders/drawing-permission.store';
import { openTogether } from './permissions.callbacks';

const takeBack = callback('perm.back', { permissionId: id<PermissionId>() });

/** How many permissions are shown, the newest first: a screen has room for as many buttons. */
const MOST_SHOWN = 20;

const { step, on } = loading(async (readers, _, { person: { userId } }) => {
  const reader = readers.of(DrawingPermissionReader);
  const [given, received] = await Promise.all([reader.given(userId), reader.received(userId)]);
  return { given: given.slice(0, MOST_SHOWN), received: received.slice(0, MOST_SHOWN) };
});

/** Lists who may draw the person, each with a button that takes it back, and whom the person may draw. */
export const listStep = step({
  screen: (_, t, { given, received }) => ({
    text: joined(
      [
        t.title,
        '',
        given.length > 0 ? t.givenTo : t.nobody,
        ...given.map(({ name, scope, avatar }) => t.line({ name: shownName(name), scope, avatar })),
        '',
        received.length > 0 ? t.receivedFrom : t.noneReceived,
        ...received.map(({ name, scope }) => t.receivedLine({ name: shownName(name), scope })),
      ],
      '\n',
    ),
    buttons: [
      ...given.map(({ id: permissionId, name, avatar }) => [
        takeBack.button(t.takeBack({ name: shownName(name), avatar }), { permissionId }),
      ]),
      [openTogether.button(t.together, {})],
      [toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    on(takeBack, (draft, { permissionId }, { data: { given }, t }) => {
      if (!given.some((one) => one.id === permissionId)) return stay(draft);
      return stay(draft, t.takenBack, takesBack(permissionId));
    }),
  ],
});
