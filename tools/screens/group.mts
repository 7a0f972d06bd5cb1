import { setTimeout as pause } from 'node:timers/promises';
import { encoded, spoken, WORDS } from '@aisha/fakes/spoken-words';
import type { GroupMember } from '@aisha/fakes/telegram';
import { newer, type Walker } from '../story/walker.mts';
import { handsOf } from '../story/hands.mts';

/** More speech than is free in a day. */
const LONG = Array.from({ length: 5 }, () => WORDS.join(' '));
const LONG_SECONDS = 90;
/** How long the bot says nothing in a group after its last message there. */
const PACE_MS = 4_000;

/** Has a voice message of a group written down: the bot posts the text there, and asks about its price in the person's own chat. */
export const playGroup = async (walker: Walker, inGroup: Walker): Promise<void> => {
  const { says, taps } = handsOf(walker);
  const member = inGroup.person as GroupMember;
  /** Has a voice message of the group written down, and accepts the price if the bot asks for one. */
  const asks = async (what: string, said: readonly string[], seconds: number): Promise<void> => {
    const before = (await walker.person.chat()).at(-1)!.message_id;
    await inGroup.sendsVoice(what, await encoded(spoken(...said)), seconds);
    await inGroup.writes('/text', (await member.chat()).at(-1));
    const asked = await inGroup.lastWords();
    let isAgreed = false;
    await inGroup.waitsFor(newer(asked, 'gv.out'), async () => {
      if (isAgreed || !(await walker.person.chat()).some(newer(before, 'gv.yes'))) return;
      isAgreed = true;
      await taps('gv.yes');
    });
    await inGroup.settles();
  };
  await says('/groups');
  await member.addsBot();
  await inGroup.waitsFor(() => true);
  await inGroup.settles();
  await pause(PACE_MS);
  await inGroup.writes('/text');
  await inGroup.settles();
  await asks('a voice message', ['встреча команда срок пятница'], 2);
  await asks('a long voice message', LONG, LONG_SECONDS);
  await inGroup.taps('gv.out');
  await inGroup.settles();
};
