/**
 * What a terminal obeys instead of showing it: control characters but for tab and newline, and signs that turn the direction of writing or end a
 * line. A person's words or a provider's answer could hide lines with them, rename the window or type for the operator.
 */
const OBEYED = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Readable, and the same in JSON. */
const shown = (text: string): string =>
  text.replace(OBEYED, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

// Whatever a command prints, and by whatever means, goes through here.
for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream) as (...parts: unknown[]) => boolean;
  stream.write = (chunk: unknown, ...rest: unknown[]) =>
    write(typeof chunk === 'string' ? shown(chunk) : chunk, ...rest);
}
