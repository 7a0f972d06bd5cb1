import { newer, type Walker } from './walker.mts';

/** The moves of a person on a walk; each move waits for its answer. */
export const handsOf = (walker: Walker) => {
  /** Waits until an answer to the person's last words, or to their last file, has this button. */
  const sees = async (code: string): Promise<void> => {
    await walker.waitsFor(newer(await walker.lastWords(), code));
    await walker.settles();
  };
  return {
    sees,
    says: async (text: string): Promise<void> => {
      await walker.writes(text);
      await walker.settles();
    },
    taps: async (...codes: string[]): Promise<void> => {
      for (const code of codes) {
        await walker.taps(code);
        await walker.settles();
      }
    },
    /** Accepts the offer, and waits for the button under the result. */
    orders: async (accept: string, result: string): Promise<void> => {
      const offer = await walker.waitsFor(accept);
      await walker.taps(accept);
      await walker.waitsFor(newer(offer.message_id, result));
      await walker.settles();
    },
    /** Taps the button with each of these labels, and waits each time for the file that the bot sends. */
    takes: async (code: string, labels: readonly RegExp[]): Promise<void> => {
      for (const label of labels) {
        const [newest] = (await walker.person.chat()).slice(-1);
        await walker.taps(code, label);
        await walker.waitsFor(({ message_id: id, document }) => id > newest!.message_id && document !== undefined);
        await walker.settles();
      }
    },
    speaks: async (what: string, voice: Buffer, seconds: number): Promise<void> => {
      await walker.sendsVoice(what, voice, seconds);
      await walker.settles();
    },
    sends: async (what: string, bytes: Buffer, name: string): Promise<void> => {
      await walker.sendsDocument(what, bytes, name);
      await walker.settles();
    },
    shows: async (what: string, photo: Buffer): Promise<void> => {
      await walker.sendsPhotos(what, [photo]);
      await walker.settles();
    },
  };
};
