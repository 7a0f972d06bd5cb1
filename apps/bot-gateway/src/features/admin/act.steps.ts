import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { PersonSearchReader, type FoundPerson } from '@aisha/database/people';
import {
  centiCredits,
  DAY_MS,
  formatCredits,
  GIVEN_AT_MOST,
  operatorInTelegram,
  REASON_AT_MOST,
  type UserId,
} from '@aisha/domain';
import type { adminTexts } from '@aisha/words';
import { callback, leave, oneOf, send, toMenu } from '../../engine/conversation';
import { goTo, loading, may, roleOf, stay, type Planned } from './admin.draft';

type Words = (typeof adminTexts)['ru'];

/** The days for which an operator can ban a person; 0 means a ban without an end. */
const BANS = [1, 7, 30, 0] as const;

const back = callback('admin.back', {});
const pickBan = callback('admin.days', { days: oneOf(BANS) });
const doIt = callback('admin.do', {});

const { step, on, onText } = loading(async (readers, { userId }, { person }) => ({
  role: roleOf(readers, person),
  person: userId === undefined ? null : ((await readers.of(PersonSearchReader).find(userId)).people[0] ?? null),
}));

/** Tells people of the same name apart. */
const whoIs = ({ firstName, username, telegramId }: FoundPerson): string =>
  `${firstName} ${username === null ? telegramId : `@${username}`}`;

const waysBack = (t: Words) => [back.button(t.back, {}), toMenu.button(t.menu, {})];
const toPerson = on(back, ({ userId }) => goTo('person', { ...(userId && { userId }) }));

/** Asks how many credits to give; a number below 0 takes credits. */
export const creditsStep = step({
  screen: (_, t) => ({ text: t.askCredits({ most: formatCredits(GIVEN_AT_MOST) }), buttons: [waysBack(t)] }),
  actions: [
    toPerson,
    onText((draft, words, { t, data: { role } }) => {
      if (!may(role, 'give-credits')) return leave(t.nobody);
      const [, sign = '', amount] = /^\s*([+\-−]?)\s*(\d{1,4})\s*$/.exec(words) ?? [];
      const centi = BigInt(amount ?? 0) * 100n;
      if (centi === 0n || centi > GIVEN_AT_MOST)
        return stay(draft, t.badCredits({ most: formatCredits(GIVEN_AT_MOST) }));
      const planned = {
        act: 'give-credits',
        centiCredits: `${'-−'.includes(sign) && sign ? '-' : ''}${centi}`,
      } as const;
      return goTo('reason', { ...draft, planned });
    }),
  ],
});

/** Asks how long the ban lasts. */
export const banStep = step({
  screen: (_, t) => ({
    text: t.askHowLong,
    buttons: [BANS.map((days) => pickBan.button(t.days({ days }), { days })), waysBack(t)],
  }),
  actions: [
    toPerson,
    on(pickBan, (draft, { days }) =>
      goTo('reason', { ...draft, planned: { act: 'ban-person', days: days === 0 ? null : days } }),
    ),
  ],
});

/** Asks for the reason, which other operators read. */
export const reasonStep = step({
  screen: ({ planned }, t, { person }) => ({
    text: t.askReason({ what: planned ? whatOf(planned, t) : '', who: person ? whoIs(person) : '' }),
    buttons: [waysBack(t)],
  }),
  actions: [
    toPerson,
    onText((draft, words) => {
      const reason = words.replaceAll(/\s+/g, ' ').trim().slice(0, REASON_AT_MOST);
      return reason === '' ? stay(draft) : goTo('confirm', { ...draft, reason });
    }),
  ],
});

/** Shows the act, and sends it once the operator confirms. The operator's role is read again before that. */
export const confirmStep = step({
  enter: (draft, { newId }) => ({ ...draft, actId: draft.actId ?? newId<string>() }),
  screen: ({ planned, reason = '' }, t, { person }) => ({
    text: t.confirm({ what: planned ? whatOf(planned, t) : '', who: person ? whoIs(person) : '', reason }),
    buttons: [[doIt.button(t.doIt, {})], waysBack(t)],
  }),
  actions: [
    toPerson,
    on(doIt, ({ userId, planned, reason, actId }, _, { person, now, t, data: { role } }) => {
      if (!userId || !planned || !reason || !actId || !may(role, planned.act)) return leave(t.nobody);
      const by = { actId, operator: operatorInTelegram(person.telegramId), reason };
      return { ...goTo('person', { userId }, send(actOf(planned, userId, by, now))), notice: t.sent };
    }),
  ],
});

const actOf = (
  planned: Planned,
  userId: UserId,
  by: { actId: string; operator: string; reason: string },
  now: Date,
) => {
  switch (planned.act) {
    case 'give-credits':
      return message(billingInbox, 'give-credits', { ...by, userId, centiCredits: planned.centiCredits });
    case 'ban-person': {
      const until = planned.days === null ? null : new Date(now.getTime() + planned.days * DAY_MS).toISOString();
      return message(botGatewayInbox, 'ban-person', { ...by, userId, until });
    }
    case 'unban-person':
      return message(botGatewayInbox, 'unban-person', { ...by, userId });
    case 'refund-purchase':
      return message(billingInbox, 'refund-by-operator', { ...by, telegramPaymentChargeId: planned.chargeId });
  }
};

const whatOf = (planned: Planned, t: Words): string => {
  switch (planned.act) {
    case 'give-credits':
      return t.wouldGive({ amount: formatCredits(centiCredits(planned.centiCredits)) });
    case 'ban-person':
      return t.wouldBan({ days: planned.days ?? 0 });
    case 'unban-person':
      return t.wouldUnban;
    case 'refund-purchase':
      return t.wouldRefund;
  }
};
