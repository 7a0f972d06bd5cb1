import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { pictureFile } from './picture-file';

const PIXELS = 64 * 48;
const drawn = () => sharp({ create: { width: 64, height: 48, channels: 3, background: 'teal' } });

describe('a picture as it is kept', () => {
  it.each(['jpeg', 'png', 'webp'] as const)(
    'a kept picture says that a model has drawn it (from %s)',
    async (format) => {
      const file = await pictureFile(await drawn().toFormat(format).toBuffer(), PIXELS);

      const { xmpAsString = '', format: kept } = await sharp(file.content).metadata();
      expect(kept).toBe('jpeg');
      expect(sourceTypeIn(xmpAsString)).toBe('http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia');
    },
  );

  it('a kept photograph says that a model has made it sharp', async () => {
    const file = await pictureFile(await drawn().png().toBuffer(), PIXELS, 'enhanced');

    const { xmpAsString = '' } = await sharp(file.content).metadata();
    expect(sourceTypeIn(xmpAsString)).toBe('http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicallyEnhanced');
  });

  it('a kept picture carries nothing else that the provider wrote into it', async () => {
    const exif = { IFD0: { Copyright: 'of somebody else' } };
    const theirs =
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta><!-- prompt -->';
    const file = await pictureFile(await drawn().jpeg().withExif(exif).withXmp(theirs).toBuffer(), PIXELS);

    const { exif: keptExif, xmpAsString = '' } = await sharp(file.content).metadata();
    expect(keptExif).toBeUndefined();
    expect(xmpAsString).not.toContain('prompt');
    expect(file.content.toString('latin1')).not.toContain('of somebody else');
  });
});

/** Finds the source type as a reader of metadata does. */
const sourceTypeIn = (xmp: string): string | undefined =>
  /xmlns:(\w+)="http:\/\/iptc\.org\/std\/Iptc4xmpExt\/2008-02-29\/"[^]*<\1:DigitalSourceType>([^<]*)<\/\1:DigitalSourceType>/.exec(
    xmp,
  )?.[2];
