import type { Attack } from '../attack.mts';
import { PATIENT } from '../target.mts';

/** What ffmpeg would open as lists of other files, if it were let. */
const RECORDINGS: Readonly<Record<string, string>> = {
  HLS: '#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n',
  ffconcat: "ffconcat version 1.0\nfile '/etc/passwd'\n",
  SDP: 'v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 9 RTP/AVP 0\n',
  SVG: '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
};

export const attack: Attack = {
  about: `Voice messages that are lists of other files: ${Object.keys(RECORDINGS).join(', ')}.`,
  holds: 'Unreadable, nothing of the machine is read, and the credits go back.',
  isQuick: true,
  async run(target) {
    const { person, userId } = await target.customer('Mallory');
    const credits = await target.creditsOf(userId);
    const files = Object.values(RECORDINGS);
    for (const [place, file] of files.entries()) {
      const after = await person.sendsVoice(Buffer.from(file), 8);
      await person.presses('📝 Transcribe', { ...PATIENT, after });
      await target.settled(userId, place + 1);
    }
    const holds = await target.settled(userId, files.length);
    const unreadable = holds.filter(({ reason }) => reason === 'audio-unreadable').length;
    const leaked = await target.admin.tablesWith('root:x:0');
    const cost = credits - (await target.creditsOf(userId));
    return {
      holds: unreadable === files.length && leaked.length === 0 && cost === 0,
      figure: `recordings that name other files: ${unreadable} of ${files.length} unreadable, ${leaked.length} leaks, ${cost / 100} credits charged`,
    };
  },
};
