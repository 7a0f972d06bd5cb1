import { message } from '@aisha/contracts';
import { publicApiInbox } from '@aisha/contracts/public-api';
import { ApiReader } from '@aisha/database/api';
import { PendingChangeReader } from '@aisha/database/bot';
import { type ApiKeyId, MAX_API_KEYS } from '@aisha/domain';
import { calendarFor, callback, id, joined, momentText, send, toMenu } from '../../engine/conversation';
import { WorkSettings } from '../../readers';
import { removedBy } from '../../readers/with-changes';
import { goTo, loading, stay } from './api-keys.draft';

const revoke = callback('api.revoke', { keyId: id<ApiKeyId>() });
const newKey = callback('api.new', {});

const { step, on } = loading(async (readers, _, { person, now }) => {
  // Reads the changes before the keys. In the other order, a key that is revoked in between could still be shown. In this order such a key
  // may be missing from the keys and be named by the changes, too, which does no harm.
  const gone = removedBy<ApiKeyId>(await readers.of(PendingChangeReader).of(person.userId));
  const keys = await readers.of(ApiReader).keysOf(person.userId);
  return {
    keys: keys.filter((key) => !gone.includes(key.id)),
    calendar: await calendarFor(readers, person),
    address: readers.settings(WorkSettings).PUBLIC_API_URL ?? null,
    now,
    userId: person.userId,
  };
});

/** Lists the keys, each with what it may do, when it was last used, and a button that revokes it. */
export const listStep = step({
  screen: (_, t, { keys, calendar, address, now }) => ({
    text: joined(
      [
        t.title,
        t.about,
        address !== null && t.address({ address }),
        ...keys.map(({ name, ending, scopes, lastUsedAt }) =>
          t.line({
            ...{ name, ending, scopes: scopes.map((scope) => t.scope({ scope })).join(', ') },
            used: lastUsedAt && momentText(lastUsedAt, now, calendar),
          }),
        ),
        keys.length === 0 && t.none,
      ],
      '\n\n',
    ),
    buttons: [
      ...keys.map(({ id: keyId, name, ending }) => [revoke.button(t.revoke({ name, ending }), { keyId })]),
      ...(keys.length < MAX_API_KEYS ? [[newKey.button(t.newKey, {})]] : []),
      [toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    on(newKey, (_, __, { data: { keys }, t }) => (keys.length < MAX_API_KEYS ? goTo('name', {}) : stay({}, t.tooMany))),
    on(revoke, (_, { keyId }, { data: { keys, userId }, t }) => {
      if (!keys.some((key) => key.id === keyId)) return stay({});
      const asked = send(message(publicApiInbox, 'revoke-api-key', { keyId, userId }), {
        ...{ setId: userId, itemId: keyId },
        change: 'removed',
      });
      return stay({}, t.revoked, asked);
    }),
  ],
});
