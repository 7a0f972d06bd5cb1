import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { eventually } from '@aisha/testing/fixtures';
import type { Attack } from '../attack.mts';
import { PATIENT } from '../target.mts';
import { beginsAvatar, verdicts } from '../walks.mts';

const PEOPLE = 3;
const LINKS = 3;

export const attack: Attack = {
  about: `${PEOPLE} people without credits send ${LINKS} links each to a server that gives a byte every five seconds; then another person sends a photo.`,
  holds: 'Each of them has one link under way, and the photo is judged while those are.',
  isQuick: true,
  async run(target) {
    const { files } = target;
    const [first, second] = await drawnSelfies(17, 2);
    const anna = await target.customer('Anna');
    const avatarId = await beginsAvatar(target, anna);
    const time = async (photo: Buffer, count: number): Promise<number> => {
      const startedAt = performance.now();
      await anna.person.sendsPhotos([photo]);
      await verdicts(target, avatarId, count);
      return (performance.now() - startedAt) / 1_000;
    };
    const alone = await time(first!, 1);
    for (let nth = 1; nth <= PEOPLE; nth += 1) {
      const { person } = await target.customer(`Slow ${nth}`);
      const asked = await person.sends('/transcribe');
      await person.sees('Send', { ...PATIENT, after: asked });
      for (let link = 1; link <= LINKS; link += 1) await person.sends(`http://${files.host}/${nth}-${link}.slow`);
    }
    await eventually(() => files.slow.open >= PEOPLE, PATIENT);
    const beside = await time(second!, 2);
    const { open, most } = files.slow;
    return {
      holds: open >= PEOPLE && most <= PEOPLE,
      figure: `${PEOPLE * LINKS} slow links of ${PEOPLE} people: ${most} at once (≤ ${PEOPLE}), ${open} under way when the photo was judged, in ${beside.toFixed(1)} s after ${alone.toFixed(1)} s alone`,
    };
  },
};
