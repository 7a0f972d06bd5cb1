import { describe, expect, it } from '@jest/globals';
import { eventually } from '@aisha/testing';
import { LocalPlaces } from './local-places';

const NEVER = new AbortController().signal;

describe('the places for runs of local work', () => {
  it('a run that gives up its wait for a place leaves the place to the next run', async () => {
    const places = new LocalPlaces(1);
    const leave = await places.take({ isAlone: false }, NEVER);
    const lost = new AbortController();
    const waiting = places.take({ isAlone: true }, lost.signal).catch((reason: unknown) => reason);
    let hasPlace = false;
    void places.take({ isAlone: false }, NEVER).then(() => (hasPlace = true));

    lost.abort('the lease is lost');
    leave();

    expect(await waiting).toBe('the lease is lost');
    await eventually(() => hasPlace);
  });

  it('no run overtakes one that needs all places, and beside it no run begins', async () => {
    const places = new LocalPlaces(2);
    const leave = await places.take({ isAlone: false }, NEVER);
    const begun: string[] = [];
    const alone = places.take({ isAlone: true }, NEVER).then((leaves) => (begun.push('alone'), leaves));
    const later = places.take({ isAlone: false }, NEVER).then(() => begun.push('later'));

    leave();
    const leaveAll = await alone;
    expect(begun).toEqual(['alone']);

    leaveAll();
    await later;
    expect(begun).toEqual(['alone', 'later']);
  });
});
