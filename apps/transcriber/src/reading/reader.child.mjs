// Reads texts out of people's files in a confined child of text-reader.ts.
import { bytesOf, serveConfined } from '@aisha/platform/confined-child';
import { detect } from 'chardet';
import { fileTypeFromBuffer } from 'file-type';
import iconv from 'iconv-lite';
import yauzl from 'yauzl';

/** The most bytes to which a .docx may inflate. A text of 2 MB has some 20 MB of XML, and the document's pictures count, too. */
const INFLATED_BYTES = 64 * 1_048_576;
/** The most entries of a .docx: a document has some twenty parts and its pictures. */
const ENTRIES = 5_000;
const WORD_DOCUMENT = 'word/document.xml';
/**
 * The most tags and attributes in all parts of a .docx, whatever the parts are called, because mammoth builds an object for each. A text of
 * 2 MB in short runs has some 300 000. In a picture, 1 byte in 128 looks like a tag or an attribute by chance.
 */
const XML_MARKS = 500_000;
const [TAG, ATTRIBUTE] = Buffer.from('<=');
/**
 * How often pdf.js may read the clock. It does so at each form, each font that is set, and every hundredth other operator. The limit is 150
 * for each of 1 000 pages.
 */
const PDF_STEPS = 150_000;
/**
 * A process that keeps more memory than this many megabytes is replaced by a fresh one. It keeps 160 MB after ordinary files, and 600 MB after
 * a .docx of many short runs, of which the tenth was too slow for its time limit (measured).
 */
const MOST_RSS_MB = 250;

/** The error that a file gives no text; its reason is an error code of the product. */
class Refused extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/** Reads the text of a file. Only the content decides about the type, not the name or the type that the sender states. */
async function read(file, mostBytes) {
  try {
    const text = tidy(await textOf(file, mostBytes));
    if (!/[\p{L}\p{N}]/u.test(text)) throw new Refused('text-empty');
    if (Buffer.byteLength(text) > mostBytes) throw new Refused('text-too-long');
    return { text };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.reason };
    throw error;
  }
}

async function textOf(file, mostBytes) {
  if (file.length === 0) throw new Refused('text-empty');
  const type = await fileTypeFromBuffer(file).catch(() => undefined);
  if (type?.mime === 'application/pdf') return pdfText(file, mostBytes);
  if (file.subarray(0, 4).equals(ZIP)) return wordText(file);
  // file-type mistakes the byte order mark of UTF-16 for the beginning of a sound file.
  if (type && !byteOrderMarkOf(file)) throw new Refused('text-not-taken');
  return plainText(file, mostBytes);
}
const ZIP = Buffer.from('PK\x03\x04', 'latin1');

/**
 * Makes line ends and empty lines alike, whatever program wrote them. It uses no regular expression for blanks at the end of a line,
 * because that would take quadratic time.
 */
const tidy = (text) =>
  text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

const byteOrderMarkOf = (file) => {
  if (file[0] === 0xff && file[1] === 0xfe) return 'utf-16le';
  if (file[0] === 0xfe && file[1] === 0xff) return 'utf-16be';
  return file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf ? 'utf-8' : undefined;
};

/** Recognises UTF-16 without a byte order mark: in most texts every other byte is the same small number (0 for Latin, 4 for Cyrillic). */
const utf16Of = (file) => {
  const sample = file.subarray(0, 4_096);
  const small = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0 || byte === 4) small[index % 2] += 1;
  const half = sample.length / 2;
  if (small[1] > half * 0.8) return 'utf-16le';
  return small[0] > half * 0.8 ? 'utf-16be' : undefined;
};

const isUtf8 = (file) => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(file);
    return true;
  } catch {
    return false;
  }
};

function plainText(file, mostBytes) {
  // The file may have twice the limit, because a letter that takes one byte in UTF-8 takes two in UTF-16.
  if (file.length > 2 * mostBytes + 2) throw new Refused('text-too-long');
  const encoding = byteOrderMarkOf(file) ?? utf16Of(file) ?? (isUtf8(file) ? 'utf-8' : detect(file));
  if (!encoding || !iconv.encodingExists(encoding)) throw new Refused('text-not-taken');
  const text = iconv.decode(file, encoding);
  if (!isText(text)) throw new Refused('text-not-taken');
  return text;
}

/** Whether the characters are text and not the bytes of a program: hardly any of them is a control character or could not be decoded. */
const isText = (text) => {
  const strange = text.match(/[\u0000-\u0008\u000E-\u001A\u001C-\u001F\u007F-\u0084\u0086-\u009F\uFFFD\uFFFE\uFFFF]/g);
  return (strange?.length ?? 0) <= text.length / 200;
};

/**
 * Reads the text of a .docx. Before that it counts how many bytes really come out of the archive, because the headers may lie and mammoth
 * has no limit.
 */
async function wordText(file) {
  const names = await inflatedNames(file);
  if (!names.has(WORD_DOCUMENT)) throw new Refused('text-not-taken');
  const { default: mammoth } = await import('mammoth'); // half of what a child loads, and each start of the app starts one
  const { value } = await mammoth.extractRawText({ buffer: file });
  return value;
}

async function inflatedNames(file) {
  const zip = await yauzl.fromBufferPromise(file, { lazyEntries: true });
  if (zip.entryCount > ENTRIES) throw new Refused('text-too-long');
  const names = new Set();
  let inflated = 0;
  let marks = 0;
  for await (const entry of zip.eachEntry()) {
    names.add(entry.fileName);
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      inflated += chunk.length;
      if (inflated > INFLATED_BYTES) throw new Refused('text-too-long');
      marks += timesOf(TAG, chunk) + timesOf(ATTRIBUTE, chunk);
      if (marks > XML_MARKS) throw new Refused('text-too-complex');
    }
  }
  return names;
}

function timesOf(byte, chunk) {
  let times = 0;
  for (let at = chunk.indexOf(byte); at !== -1; at = chunk.indexOf(byte, at + 1)) times += 1;
  return times;
}

async function pdfText(file, mostBytes) {
  // The module is loaded only for a PDF, because it takes 50 MB.
  const { getDocumentProxy } = await import('unpdf');
  const pdf = await getDocumentProxy(new Uint8Array(file), { isEvalSupported: false, verbosity: 0 }).catch((error) => {
    throw error?.name === 'PasswordException' ? new Refused('text-locked') : error;
  });
  const pages = await withinSteps(PDF_STEPS, () => textsOfPages(pdf, mostBytes));
  const text = pages.join('\n\n');
  if (text.trim() === '') throw new Refused('text-scanned');
  return text;
}

async function textsOfPages(pdf, mostBytes) {
  const pages = [];
  let bytes = 0;
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const text = items.map(({ str = '', hasEOL }) => (hasEOL ? `${str}\n` : str)).join('');
    bytes += Buffer.byteLength(text);
    if (bytes > mostBytes) throw new Refused('text-too-long');
    pages.push(text);
    page.cleanup();
  }
  return pages;
}

/**
 * Reads a PDF in at most this many steps. pdf.js itself has no limit: forms that each draw the next form ten times would make 10 000 000
 * steps of 2 kB. pdf.js reads the clock as it works, so each reading of the clock counts as a step, and after the last one the clock throws
 * an error, which ends the work.
 */
async function withinSteps(most, reading) {
  const now = Date.now;
  let steps = 0;
  Date.now = () => {
    steps += 1;
    if (steps > most) throw new Refused('text-too-complex');
    return now.call(Date);
  };
  try {
    return await reading();
  } finally {
    Date.now = now;
    // pdf.js may treat the thrown error as a fault of the page, and return the text that it has read so far. So the error is thrown here
    // again.
    if (steps > most) throw new Refused('text-too-complex');
  }
}

serveConfined({ read: (file, mostBytes) => read(bytesOf(file), mostBytes) }, { mostRssMb: MOST_RSS_MB });
