import {
  callback,
  conversationTexts,
  count,
  feature,
  flowKit,
  html,
  onButton,
  answer,
  say,
} from '../src/engine/conversation';
import type { Feature } from '../src/engine/conversation';
import { messageWith } from '../src/engine/deliveries/content';

interface EchoDraft {
  readonly heard: number;
}

const { step, on, onText, goTo, stay, flow } = flowKit<EchoDraft, 'listen' | 'other'>()(conversationTexts);

export const press = callback('echo.press', { turn: count() });
const toOther = callback('echo.other', {});
export const anywhere = callback('echo.anywhere', {});

/** The payload of an invoice that the bot lets a person pay. */
export const ECHO_INVOICE = 'echo';

interface EchoHooks {
  readonly beforeText?: (text: string) => void;
  readonly beforePress?: () => void;
}

/** A bot that counts what it receives and sends it back, so that a spec sees what arrives and in which order. */
export const echoFeature = ({ beforeText, beforePress }: EchoHooks = {}): Feature =>
  feature({
    flows: [
      flow({
        name: 'menu',
        version: 1,
        first: 'listen',
        begin: () => ({ heard: 0 }),
        steps: {
          listen: step({
            screen: ({ heard }) => ({
              text: html`turn ${heard}`,
              buttons: [[press.button('press', { turn: heard }), toOther.button('other', {})]],
            }),
            actions: [
              onText(({ heard }, text) => {
                beforeText?.(text);
                return stay({ heard: heard + 1 }, undefined, say(messageWith(html`${heard + 1}: ${text}`)));
              }),
              on(press, (draft, { turn }) => {
                beforePress?.();
                return stay(draft, html`pressed ${turn}`);
              }),
              on(toOther, (draft) => goTo('other', draft)),
            ],
          }),
          other: step({
            screen: () => ({ text: html`other`, buttons: [[anywhere.button('anywhere', {})]] }),
            actions: [],
          }),
        },
      }),
    ],
    mayBePaid: ({ payload }) => payload === ECHO_INVOICE,
    actions: [onButton(anywhere, () => answer(html`from anywhere`))],
  });
