/**
 * The characters that a terminal obeys instead of showing them: control characters except tab and newline, and characters that change the
 * direction of writing or end a line. With them, a person's words or a provider's answer could hide lines, rename the window or type for
 * the operator.
 */
const OBEYED = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Escapes the characters that a terminal obeys, in a form that people can read and that is valid in JSON. */
const shown = (text: string): string =>
  text.replace(OBEYED, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

// All output of a command goes through here, whatever function prints it.
for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream) as (...parts: unknown[]) => boolean;
  stream.write = (chunk: unknown, ...rest: unknown[]) =>
    write(typeof chunk === 'string' ? shown(chunk) : chunk, ...rest);
}
