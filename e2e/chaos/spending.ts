import { giftTexts, returnsTexts, subscriptionTexts } from '@aisha/words';
import type { Person } from '@aisha/fakes/telegram';
import { saying } from '@aisha/testing/words';
import { commandOf, walksIn } from '../src/walks';
import { PROMO } from './balances';
import type { Dice } from './dice';

/** How long a person waits for an answer before they do something else. */
const WAITS = { timeoutMs: 60_000 };

/** What people do with credits and Stars besides orders. The returned function draws one person's next act by the dice, and names it. */
export const spendingOf = (everybody: readonly Person[]) => {
  const { buysCredits } = walksIn('ru');

  const buys = async (person: Person): Promise<void> => {
    await person.sends('/balance');
    await buysCredits(person);
  };
  const usesCode = async (person: Person): Promise<void> => {
    const after = await person.sends(`/promo ${PROMO.code}`);
    await person.sees(new RegExp(`Код ${PROMO.code} (принёс|вы уже)`), { ...WAITS, after });
  };
  const subscribes = async (person: Person): Promise<void> => {
    const here = { ...WAITS, after: await person.sends('/subscription') };
    const shown = await person.sees(saying(subscriptionTexts.ru.title), here);
    if (!shown.buttons.flat().some(({ text }) => saying(subscriptionTexts.ru.plan).test(text))) return; // the person has a plan already
    await person.presses(saying(subscriptionTexts.ru.plan), here);
    await person.sees(saying(subscriptionTexts.ru.invoice), here);
    await person.paysByLink(here);
  };
  const isCharged = (person: Person): Promise<void> => person.subscriptionsAreDue();
  const getsStarsBack = async (person: Person): Promise<void> => {
    const here = { ...WAITS, after: await person.sends('/refund') };
    const { buttons } = await person.sees(saying(returnsTexts.ru.title), here);
    const pick = buttons.flat().find(({ text }) => saying(returnsTexts.ru.pick).test(text));
    if (!pick) return;
    await person.presses(pick.text, here);
    await person.presses(saying(returnsTexts.ru.surely), here);
  };
  const gives = async (person: Person, friend: Person): Promise<void> => {
    const here = { ...WAITS, after: await person.sends('/gift') };
    const { buttons } = await person.sees(/Подарить кредиты|Дарить можно/, here);
    const size = buttons.flat().find(({ text }) => /^\d+ кредит/.test(text));
    if (!size) return;
    await person.presses(size.text, here);
    await person.presses(saying(giftTexts.ru.yes), here);
    await friend.sends(commandOf(await person.sees(/\?start=gift_/, here)));
  };

  return (person: Person, dice: Dice): readonly [name: string, act: () => Promise<unknown>] => {
    const friend = dice.oneOf(everybody);
    return dice.oneOf<readonly [string, () => Promise<unknown>]>([
      ['purchase', () => buys(person)],
      ['purchase', () => buys(person)],
      ['promo code', () => usesCode(person)],
      ['subscription', () => subscribes(person)],
      ['renewal', () => isCharged(person)],
      ['return of Stars', () => getsStarsBack(person)],
      ['gift', () => gives(person, friend)],
    ]);
  };
};
