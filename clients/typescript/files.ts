/**
 * Sends a photo of a face to be restored, a photo to be animated, or a recording to be transcribed, and saves the result:
 * AISHA_URL=http://127.0.0.1:8070 AISHA_KEY=aisha_live_… node clients/typescript/files.ts photo.jpg [animation]
 */
import { openAsBlob } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Aisha } from './src/index.ts';

const { AISHA_KEY: key, AISHA_URL: url = 'http://127.0.0.1:8070', OUTPUT: output = '.' } = process.env;
const [path, wish] = process.argv.slice(2);
if (!key || !path) throw new Error('Set AISHA_KEY to a key of the bot, /api, and name a photo or a recording');
const aisha = new Aisha({ key, url });
const isPhoto = /\.(jpe?g|png|webp|heic)$/i.test(path);
const kind = isPhoto ? (wish === 'animation' ? wish : 'restoration') : 'transcription';

const sent = await aisha.sendFile(await openAsBlob(path), { for: kind });
console.log(`Sent: ${sent.bytes} bytes`);
const { id: fileId, state, photo, recording, error } = await aisha.checkedFile(sent.id);
if (state !== 'ready') throw new Error(error?.message ?? `The file is ${state}.`);
console.log(photo ? `A photo of ${photo.width} × ${photo.height}` : `Seconds of speech: ${recording?.speechSeconds}`);

const { priceCredits } = await aisha.quote({ kind, fileId });
const order = await aisha.order({ kind, fileId, maxCredits: priceCredits });
console.log(`Ordered for ${priceCredits} credits at most: ${order.id}`);
const ended = await aisha.ended(order.id);
// An order that delivered a part has an error, too: why the rest is missing.
if (ended.error) console.log(ended.error.message);
if (ended.delivered === 0) process.exit(1);

const { files, transcript } = await aisha.results(order.id);
if (transcript) console.log(`It says: ${transcript.text}`);
for (const file of files) {
  const ending = { image: 'jpg', video: 'mp4' }[file.contentType.split('/')[0]!] ?? 'txt';
  const name = `${output}/${file.kind}.${ending}`;
  await writeFile(name, await aisha.download(file));
  console.log(`Saved: ${name}`);
}
