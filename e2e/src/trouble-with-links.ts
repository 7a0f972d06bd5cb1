import type { RequestListener } from 'node:http';
import { expect } from '@jest/globals';
import { encoded, spoken } from '@aisha/fakes/spoken-words';
import { asksOf } from './asks';
import type { FileServer } from './file-server';
import { PATIENT } from './patience';
import type { Product } from './product';
import type { storiesAtOnce } from './stories-at-once';

const SAID = 'Игорь макет студия пятница';
const MB = 2 ** 20;

/** More bytes than the storage takes in one part. */
const BEGINNING = Buffer.alloc(6 * MB, 'ID3');

const breaksOff: RequestListener = (_, response) =>
  response.writeHead(200, { 'content-length': 20 * MB }).write(BEGINNING, () => response.destroy());
const fallsSilent: RequestListener = (_, response) => void response.write(BEGINNING);
const neverEnds: RequestListener = (_, response) => {
  const more = (): void => {
    while (!response.destroyed && response.write(BEGINNING));
  };
  response.on('drain', more);
  more();
};

/** The words with which the bot says that a link leads to no recording. */
const CLOSED = 'По этой ссылке файл не открылся';
const NOT_ALLOWED = 'Такую ссылку я не открываю';

/**
 * Stories of links to recordings, and of servers that do not deliver them. The second server is in a private network, and no link may lead
 * there.
 */
export const troubleWithLinks = (
  product: () => Product,
  servers: () => { readonly files: FileServer; readonly inside: FileServer },
  story: ReturnType<typeof storiesAtOnce>,
): void => {
  const asks = asksOf(product);

  story(
    'a recording behind a link is written down; a link that gives no recording, or leads into our own network, costs and leaves nothing',
    async () => {
      const aisha = product();
      const { files, inside } = servers();
      const lena = await asks.newcomer('Лена');
      const userId = await aisha.userIdOf(lena);

      const recording = files.gives('/files/talk', await encoded(spoken(SAID), 'mp3'));
      const share = files.gives('/share.mp3', (_, response) => response.writeHead(302, { location: recording }).end());
      const asked = await asks.transcript(lena, await lena.sends(share));
      await asks.confirms(asked);
      await asks.endsWell(asked);
      const [text] = await lena.downloads(await lena.seesA('document', { ...PATIENT, after: asked.after }));
      expect(String(text).trim()).toBe(`${SAID}.`);
      const before = aisha.filesOf(userId);

      const secret = inside.gives('/secret.mp3', Buffer.from('ID3'));
      const redirects: RequestListener = (_, response) => response.writeHead(302, { location: secret }).end();
      for (const [link, why] of [
        [files.gives('/gone.mp3', (_, response) => response.writeHead(404).end()), CLOSED],
        [files.gives('/cut.mp3', breaksOff), CLOSED],
        [files.gives('/silent.mp3', fallsSilent), CLOSED],
        [files.gives('/endless.mp3', neverEnds), 'Файл по ссылке больше 64 МБ'],
        [files.gives('/inside.mp3', redirects), NOT_ALLOWED],
        [secret, NOT_ALLOWED],
      ] as const) {
        const after = await lena.sends(link);
        await lena.sees(why, { ...PATIENT, after });
      }
      expect(inside.timesAsked('/secret.mp3')).toBe(0);
      expect(aisha.filesOf(userId)).toEqual(before);
      const orders = await aisha.sql('SELECT FROM billing.credit_hold WHERE user_id = $1', [userId]);
      expect(orders).toHaveLength(1);
    },
  );
};
