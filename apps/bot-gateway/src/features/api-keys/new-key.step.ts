import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { API_KEY_NAME, API_SCOPES, type ApiKeyId, type ApiScope } from '@aisha/domain';
import { callback, finish, oneOf, send, toMenu } from '../../engine/conversation';
import { backToKeys, goTo, on, onText, stay, step } from './api-keys.draft';

/** Asks for the name of the key: the program that uses it. */
export const nameStep = step({
  screen: (_, t) => ({ text: t.askName, buttons: [[backToKeys.button(t.back, {}), toMenu.button(t.menu, {})]] }),
  actions: [
    onText((draft, text, { t }) => {
      const name = text.replaceAll('\0', '').replace(/\s+/g, ' ').trim();
      if (name.length < API_KEY_NAME.min || name.length > API_KEY_NAME.max) return stay(draft, t.badName);
      return goTo('scopes', { ...draft, name });
    }),
    on(backToKeys, () => goTo('list', {})),
  ],
});

const toggle = callback('api.scope', { scope: oneOf(API_SCOPES) });
const make = callback('api.make', {});

/** The choice with which a new key begins: a program usually places orders and reads their state. */
const USUAL: readonly ApiScope[] = ['read', 'order'];

/** Asks what the key may do. Once something is chosen, a button makes the key. */
export const scopesStep = step({
  screen: ({ name = '', scopes = USUAL }, t) => ({
    text: t.askScopes({ name }),
    buttons: [
      ...API_SCOPES.map((scope) => [
        toggle.button(t.choice({ label: t.scope({ scope }), isChosen: scopes.includes(scope) }), { scope }),
      ]),
      ...(scopes.length > 0 ? [[make.button(t.make, {})]] : []),
      [backToKeys.button(t.back, {}), toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    on(toggle, (draft, { scope }) => {
      const { scopes = USUAL } = draft;
      const chosen = API_SCOPES.filter((one) => (one === scope) !== scopes.includes(one));
      return stay({ ...draft, scopes: chosen });
    }),
    on(make, ({ name, scopes = USUAL }, _, { person: { userId }, newId, t }) => {
      if (name === undefined || scopes.length === 0) return goTo('name', {});
      const asked = { keyId: newId<ApiKeyId>(), userId, name, scopes: [...scopes] };
      return finish(t.making, send(message(botGatewayInbox, 'make-api-key', asked)));
    }),
    on(backToKeys, () => goTo('list', {})),
  ],
});
