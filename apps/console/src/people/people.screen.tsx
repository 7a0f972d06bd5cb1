import { useTranslate } from 'ra-core';
import { SearchInput } from 'ra-ui-materialui';
import { AvatarStopButtons } from '../reports/avatar-stop';
import { DeskList, To, ToOrder } from '../web/parts/list';
import { Facts, Part, Rows, Screen, usePage } from '../web/parts/parts';
import { named, shownCredits, shownMoney, shownMove, shownNumber, shownTime } from '../web/words/words';
import { PersonActs } from './person-acts';
import { Purchases, Receipts } from './person-money';

interface PersonRow {
  readonly id: string;
  readonly telegramId: string;
  readonly firstName: string;
  readonly username: string | null;
  readonly language: string;
  readonly createdAt: string;
  readonly heardAt: string;
  readonly blockedAt: string | null;
  readonly bannedUntil: string | null;
  readonly available: number;
  readonly held: number;
  readonly debt: number;
}

interface Person extends PersonRow {
  readonly stars: number;
  readonly starsBack: number;
  readonly purchases: number;
  readonly byCard: readonly { currency: string; amount: number; back: number; purchases: number }[];
  readonly ordered: number;
  readonly orders: readonly { kind: string; orders: number; captured: number }[];
  readonly transactions: readonly {
    id: string;
    type: string;
    amount: number;
    direction: number;
    orderId: string | null;
    createdAt: string;
  }[];
  readonly avatars: readonly {
    id: string;
    status: string;
    trainingType: string | null;
    stoppedFor: string | null;
    createdAt: string;
    deletedAt: string | null;
  }[];
}

const at = (username: string | null): string => (username === null ? '' : `@${username}`);

const PeopleList = () => {
  const translate = useTranslate();
  return (
    <DeskList<PersonRow>
      filters={[
        <SearchInput
          key="q"
          source="q"
          alwaysOn
          resettable
          placeholder={translate('find-person')}
          sx={{ minWidth: { sm: 320 } }}
        />,
      ]}
      columns={[
        { title: 'person', of: ({ id, firstName }) => <To to={`/people/${id}/show`}>{firstName}</To> },
        { title: 'username', of: ({ username }) => at(username) },
        { title: 'telegram-id', of: ({ telegramId }) => telegramId },
        { title: 'language', of: ({ language }) => language },
        { title: 'credits', of: ({ available }) => shownCredits(available), isNumber: true },
        { title: 'came', of: ({ createdAt }) => shownTime(createdAt) },
        { title: 'heard', of: ({ heardAt }) => shownTime(heardAt) },
      ]}
      first={({ firstName, username }) => [firstName, at(username)].filter(Boolean).join(' ')}
      second={({ telegramId, createdAt }) => `${telegramId} · ${shownTime(createdAt)}`}
      third={({ available }) => shownCredits(available)}
    />
  );
};

const PersonShow = () => {
  const translate = useTranslate();
  const { row: person, instead } = usePage<Person>('people', 'person');
  if (!person) return instead;
  return (
    <Screen title={[person.firstName, at(person.username)].filter(Boolean).join(' ')}>
      <PersonActs person={person} />
      <Part title={translate('person')}>
        <Facts
          facts={[
            [translate('our-id'), person.id],
            [translate('telegram-id'), person.telegramId],
            [translate('language'), person.language],
            [translate('came'), shownTime(person.createdAt)],
            [translate('heard'), shownTime(person.heardAt)],
            [
              translate('banned-until'),
              person.bannedUntil === null
                ? translate('no')
                : person.bannedUntil === 'infinity'
                  ? translate('for-ever')
                  : shownTime(person.bannedUntil),
            ],
            [
              translate('has-blocked-the-bot'),
              person.blockedAt === null ? translate('no') : shownTime(person.blockedAt),
            ],
          ]}
        />
      </Part>
      <Part title={translate('money')}>
        <Facts
          facts={[
            [translate('available'), shownCredits(person.available)],
            [translate('held'), shownCredits(person.held)],
            [translate('debt'), shownCredits(person.debt)],
            [
              translate('paid'),
              translate('paid-is', {
                stars: shownNumber(person.stars),
                purchases: person.purchases,
                back: shownNumber(person.starsBack),
              }),
            ],
            ...person.byCard.map(({ currency, amount, back, purchases }): [string, string] => [
              translate('paid-by-card'),
              translate('paid-by-card-is', {
                paid: shownMoney({ currency, amount }),
                back: shownMoney({ currency, amount: back }),
                purchases,
              }),
            ]),
          ]}
        />
      </Part>
      <Purchases userId={person.id} />
      <Part title={translate('orders')}>
        <Rows
          label={translate('orders')}
          rows={person.orders}
          keyOf={({ kind }) => kind}
          columns={[
            { title: translate('kind'), of: ({ kind }) => named('kind', kind) },
            { title: translate('count'), of: ({ orders }) => shownNumber(orders), isNumber: true },
            { title: translate('charged'), of: ({ captured }) => shownCredits(captured), isNumber: true },
          ]}
        />
        <To to={`/orders?filter=${encodeURIComponent(JSON.stringify({ user: person.id }))}`}>
          {translate('all-orders')}
        </To>
      </Part>
      <Receipts userId={person.id} />
      <Part title={translate('avatars')}>
        <Rows
          label={translate('avatars')}
          rows={person.avatars}
          keyOf={(avatar) => avatar.id}
          columns={[
            { title: translate('our-id'), of: (avatar) => avatar.id },
            { title: translate('state'), of: ({ status }) => named('avatar', status) },
            { title: translate('came'), of: ({ createdAt }) => shownTime(createdAt) },
            { title: translate('stopped'), of: ({ stoppedFor }) => (stoppedFor ? named('stop', stoppedFor) : '—') },
            { title: translate('deleted'), of: ({ deletedAt }) => shownTime(deletedAt) },
          ]}
          acts={(avatar) => avatar.deletedAt === null && <AvatarStopButtons avatar={avatar} />}
        />
      </Part>
      <Part title={translate('ledger')}>
        <Rows
          label={translate('ledger')}
          rows={person.transactions}
          keyOf={(row) => row.id}
          columns={[
            { title: translate('when'), of: ({ createdAt }) => shownTime(createdAt) },
            { title: translate('what'), of: ({ type }) => named('ledger', type) },
            { title: translate('credits'), of: shownMove, isNumber: true },
            {
              title: translate('order'),
              of: ({ orderId }) => (orderId === null ? '—' : <ToOrder id={orderId} />),
            },
          ]}
        />
      </Part>
    </Screen>
  );
};

export const peopleScreens = { list: PeopleList, show: PersonShow };
