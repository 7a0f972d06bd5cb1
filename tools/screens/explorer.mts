import type { InlineButton, SeenMessage } from '@aisha/fakes/telegram';
import { codeOf, type Walker } from '../story/walker.mts';

/** How many of the newest messages of the bot a person still looks at. */
const LOOKED_AT = 8;
/** The explorer presses these buttons last, because they delete what other screens show. */
const TAKES_AWAY = /\.yes$|\.withdraw/;
/** The explorer never presses this button: it would change the language in the middle of the walk. */
const NEVER = ['menu.speak'];

/** The codes of buttons that open different screens, depending on their fields: the explorer presses each such button. */
const EACH = ['menu.storey', 'new.type', 'bal.receipt'];
const nameOf = (button: InlineButton): string => {
  const code = codeOf(button);
  return EACH.includes(code) ? button.callback_data!.split('~')[0]! : code;
};

/**
 * Presses every button that was not pressed yet, command after command, until no new button appears. Buttons that delete something come
 * last.
 */
export const explore = async (walker: Walker, commands: readonly string[]): Promise<void> => {
  const pressed = new Set<string>(NEVER);
  const next = (chat: readonly SeenMessage[], mayTakeAway: boolean): string | undefined => {
    const codes = chat
      .filter(({ by }) => by === 'bot')
      .slice(-LOOKED_AT)
      .toReversed()
      .flatMap(({ buttons }) => buttons.flat().map(nameOf));
    return codes.find((code) => code !== '' && !pressed.has(code) && (mayTakeAway || !TAKES_AWAY.test(code)));
  };
  for (const mayTakeAway of [false, true]) {
    for (let before = -1; before < pressed.size;) {
      before = pressed.size;
      for (const command of commands) {
        await walker.writes(`/${command}`);
        for (let code = next(await walker.settles(), mayTakeAway); code;) {
          pressed.add(code);
          await walker.taps(code);
          code = next(await walker.settles(), mayTakeAway);
        }
      }
    }
  }
};
