import type { Attack } from '../attack.mts';
import { PATIENT } from '../target.mts';

/** Files that name other files, which ffmpeg would read if the product allowed it. */
const RECORDINGS: Readonly<Record<string, string>> = {
  HLS: '#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n',
  ffconcat: "ffconcat version 1.0\nfile '/etc/passwd'\n",
  SDP: 'v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 9 RTP/AVP 0\n',
  SVG: '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
};

export const attack: Attack = {
  about: `Voice messages that are lists of other files: ${Object.keys(RECORDINGS).join(', ')}.`,
  holds: 'Refused by their content before anything is paid; nothing of the machine is read.',
  isQuick: true,
  async run(target) {
    const { person, userId } = await target.customer('Mallory');
    const credits = await target.creditsOf(userId);
    const files = Object.values(RECORDINGS);
    let refused = 0;
    for (const file of files) {
      const after = await person.sendsVoice(Buffer.from(file), 8);
      await person.sees('That’s not a recording', { ...PATIENT, after });
      refused += 1;
    }
    const leaked = await target.admin.tablesWith('root:x:0');
    const cost = credits - (await target.creditsOf(userId));
    return {
      holds: refused === files.length && leaked.length === 0 && cost === 0,
      figure: `recordings that name other files: ${refused} of ${files.length} refused unheard, ${leaked.length} leaks, ${cost / 100} credits charged`,
    };
  },
};
