import { HOUR_MS } from '@aisha/domain';
import { describe, expect, it } from '@jest/globals';
import { ModelStateReader } from '@aisha/database';
import { startFal } from '@aisha/fakes/fal';
import { shippedCatalogue, type Listing } from '@aisha/providers/catalogue';
import { FalModelList } from '@aisha/providers/fal';
import { ModelList } from '@aisha/providers/ports';
import { afterThisTest, ManualClock, onPostgres, readableLog } from '@aisha/testing';
import { register } from 'prom-client';
import { ModelStateStore } from './model-state.store';
import { ModelWatch, type OfferNeeds } from './model-watch';

const UPSCALER = 'fal-ai/codeformer';
/** A model that draws the trial pictures of a family, and that no offer needs. */
const TRIAL = 'fal-ai/flux-lora';
/** A list of another provider's models, which calls each of them deprecated and keeps what it was asked. */
class ListOfOpenAi extends ModelList {
  override readonly provider = 'openai';
  readonly asked: string[] = [];

  override async listed(ids: readonly string[]): Promise<ReadonlyMap<string, Listing>> {
    this.asked.push(...ids);
    return new Map(ids.map((id) => [id, 'deprecated']));
  }
}
const NEEDS: OfferNeeds = {
  upscale: [{ does: 'upscale' }],
  'upscale.4k': [{ does: 'upscale' }],
  'picture.ultra': [{ does: 'draw' }],
  document: ['gpt-6-luna'],
  'speech.part': ['gpt-4o-mini-tts'],
};

/** A provider's fake, and two replicas of an app, each with what it knows. */
const setup = async () => {
  const provider = await startFal({ key: 'id:secret' });
  afterThisTest(() => provider.close());
  const { database } = await onPostgres('generator');
  const clock = new ManualClock();
  const { log, lines } = readableLog();
  const replica = (needs = NEEDS, list: ModelList = new FalModelList(provider.platformUrl)) => {
    const catalogue = shippedCatalogue();
    const store = new ModelStateStore(database, 'generator');
    return { catalogue, watch: new ModelWatch(store, { catalogue, needs, list }, clock, log) };
  };
  const offSale = async () => [...(await new ModelStateReader(database).offSale())].sort();
  register.getSingleMetric('aisha_model_ends_timestamp_seconds')!.reset();
  const endsAt = async (model = UPSCALER) => {
    const { values } = await register.getSingleMetric('aisha_model_ends_timestamp_seconds')!.get();
    return values.find(({ labels }) => labels['model'] === model)?.value;
  };
  return { provider, clock, lines, offSale, endsAt, replica, first: replica(), second: replica() };
};

describe('the watch over models', () => {
  it('a model that is gone is known to every replica, and what needs it is off sale, until its provider lists it again', async () => {
    const { clock, offSale, endsAt, first, second } = await setup();
    await first.watch.run();
    expect(await offSale()).toEqual([]);
    first.catalogue.learn(UPSCALER, true);

    await first.watch.run();
    await second.watch.run();

    expect(await offSale()).toEqual(['upscale', 'upscale.4k']);
    expect(second.catalogue.isGone(UPSCALER)).toBe(true);
    expect(await endsAt()).toBeCloseTo(clock.now().getTime() / 1_000, 0);

    clock.advance(HOUR_MS + 1);
    await second.watch.run();
    await first.watch.run();
    expect(await offSale()).toEqual([]);
    expect(first.catalogue.isGone(UPSCALER)).toBe(false);
    expect(await endsAt()).toBeUndefined();
  });

  it('a model is gone since the moment at which the first replica found it gone', async () => {
    const { clock, endsAt, first, second } = await setup();
    await first.watch.run();
    const since = clock.now().getTime() / 1_000;
    first.catalogue.learn(UPSCALER, true);
    await first.watch.run();

    clock.advance(60_000);
    second.catalogue.learn(UPSCALER, true);
    await second.watch.run();

    expect(await endsAt()).toBeCloseTo(since, 0);
  });

  it('when a model that the configuration names is gone, what needs it goes off sale', async () => {
    const { offSale, first } = await setup();
    first.catalogue.learn('gpt-6-luna', true);

    await first.watch.run();

    expect(await offSale()).toEqual(['document']);
  });

  it('what needs a model goes off sale on the model’s last day if the model’s successor is at another provider', async () => {
    const { clock, offSale, first } = await setup();
    clock.set('2027-01-06T00:00:00Z');

    await first.watch.run();

    expect(await offSale()).toEqual(['speech.part']);
  });

  it('one replica reads the provider’s list once a day, and a model that the list calls deprecated only gives a warning', async () => {
    const { provider, clock, offSale, first, second } = await setup();
    provider.faults.add({ on: 'catalogue', kind: 'deprecated', match: UPSCALER, times: 1 });

    await first.watch.run();
    await second.watch.run();

    expect(second.catalogue.warningsAbout('fal')).toBe('fal-ai/codeformer is deprecated');
    expect(await offSale()).toEqual([]);
    clock.advance(25 * HOUR_MS);
    await second.watch.run();
    expect(second.catalogue.warningsAbout('fal')).toBeUndefined();
  });

  it('a list that cannot be read takes nothing off sale, and is read again after an hour', async () => {
    const { provider, clock, offSale, first, second } = await setup();
    provider.faults.add({ on: 'catalogue', kind: '503' });
    provider.faults.add({ on: 'catalogue', kind: 'unlisted', match: UPSCALER });

    await expect(first.watch.run()).rejects.toMatchObject({ code: 'provider-busy' });
    clock.advance(HOUR_MS + 1);
    await second.watch.run();

    expect(second.catalogue.warningsAbout('fal')).toBe('fal-ai/codeformer is unlisted');
    expect(await offSale()).toEqual([]);
  });

  it('what needs a gone model is off sale even while the list cannot be read', async () => {
    const { provider, offSale, endsAt, first } = await setup();
    first.catalogue.learn(UPSCALER, true);
    provider.faults.add({ on: 'catalogue', kind: '503' });

    await expect(first.watch.run()).rejects.toMatchObject({ code: 'provider-busy' });

    expect(await offSale()).toEqual(['upscale', 'upscale.4k']);
    expect(await endsAt()).toBeDefined();
  });

  it('a model that no offer needs comes back as soon as it is listed again', async () => {
    const { clock, first } = await setup();
    first.catalogue.learn(TRIAL, true);
    await first.watch.run();
    clock.advance(HOUR_MS + 1);

    await first.watch.run();

    expect(first.catalogue.isGone(TRIAL)).toBe(false);
  });

  it('the watch asks a list about the models of its own provider alone, and tells when these end', async () => {
    const { endsAt, replica } = await setup();
    const list = new ListOfOpenAi();
    const { catalogue, watch } = replica({ ...NEEDS, 'speech.part': [{ does: 'read-aloud' }] }, list);
    catalogue.learn(UPSCALER, true);

    await watch.run();

    expect(list.asked).toEqual(['gpt-4o-mini-tts']);
    expect(await endsAt('gpt-4o-mini-tts')).toBe(Date.parse('2027-01-06') / 1_000);
    expect(await endsAt()).toBeUndefined();
  });
});
