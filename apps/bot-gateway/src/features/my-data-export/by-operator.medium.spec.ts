import { describe, expect, it } from '@jest/globals';
import type { ListPerson } from '@aisha/contracts/people';
import { OperatorActReader, OperatorActs } from '@aisha/database';
import { PersonRowsStore } from '@aisha/database/people';
import { Outbox } from '@aisha/messaging';
import { newId, SystemClock } from '@aisha/platform';
import { jobContext } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { myDataTexts } from '@aisha/words';
import { botHarness } from '../../../spec/bot-harness';
import { filePlaces } from '../../../spec/file-places';
import { ExportPersonHandler } from '../erasure/rights-by-operator.handlers';
import { ExportProgress } from './export-progress';
import { ListOwnHandler } from './list-own.handler';
import { OwnRightsOfPeople, WithdrawingFeatures } from './rights-of-people';

/** Anna, and an operator who has her data exported. */
const setup = async () => {
  const harness = await botHarness();
  const { postgres, objects } = harness;
  const { database } = postgres;
  const { cards, effects } = await harness.replica();
  const { anna, userId } = await harness.annaWithCredits();
  const [outbox, clock] = [new Outbox('bot'), new SystemClock()];
  const rights = new OwnRightsOfPeople(new WithdrawingFeatures([]), clock, cards);
  const exporting = new ExportPersonHandler(new OperatorActs('bot'), rights, effects, outbox);
  const places = filePlaces(postgres);
  const progress = new ExportProgress(cards, database, clock);
  const listing = new ListOwnHandler(new PersonRowsStore(database, 'bot'), objects, places.store, outbox, progress);
  const asked = async () =>
    (await postgres.outboxOf('bot')).filter(({ job, receiver }) => job === 'list-person' && receiver === 'bot-gateway');
  const newest = async () => (await asked()).at(-1)!.payload as unknown as ListPerson;
  return {
    ...harness,
    anna,
    userId,
    places,
    asked,
    isUnderWay: async () => {
      const job = await newest();
      return (await database.transaction((tx) => progress.of(tx, job))) !== undefined;
    },
    ends: async () => {
      const job = await newest();
      await database.transaction((tx) => progress.ended(tx, job, 'failed'));
    },
    operatorExports: () =>
      exporting.handle(
        { userId, actId: newId<string>(), operator: 'command:nina', reason: 'asked by letter' },
        jobContext(postgres),
      ),
    /** Runs the listing of the gateway's own data that the newest export has asked for. */
    listsOwn: async () => listing.handle(await newest(), jobContext(postgres)),
    othersAsked: async () =>
      (await postgres.outboxOf('bot')).filter(({ job, receiver }) => job === 'list-person' && receiver === 'billing'),
    outcomes: async () => {
      const reader = new OperatorActReader((sql, parameters) => postgres.admin.query(sql, parameters));
      return (await reader.page({}, { limit: 10 })).acts.map(({ outcome }) => outcome).reverse();
    },
  };
};

describe('an operator who has the data of a person exported', () => {
  it('an export by an operator goes on although the person has had their own export of the day, and does not use up that one', async () => {
    const { anna, userId, places, operatorExports, listsOwn, othersAsked, ends, outcomes } = await setup();

    await operatorExports();
    await listsOwn();
    expect(await othersAsked()).toHaveLength(1);
    await ends();
    expect(await places.take(userId, 'data-exports')).toBe('taken');
    await operatorExports();
    await listsOwn();

    expect(await othersAsked()).toHaveLength(2);
    expect(await outcomes()).toEqual(['done', 'done']);
    await anna.sees(saying(myDataTexts.ru.exportListing));
  });

  it('an export that is under way goes on: the act changes nothing and says so', async () => {
    const { asked, operatorExports, outcomes, isUnderWay, ends } = await setup();

    await operatorExports();
    await operatorExports();

    expect(await outcomes()).toEqual(['done', 'unchanged']);
    expect(await asked()).toHaveLength(1);
    expect(await isUnderWay()).toBe(true);

    await ends();
    await operatorExports();
    expect(await outcomes()).toEqual(['done', 'unchanged', 'done']);
  });
});
