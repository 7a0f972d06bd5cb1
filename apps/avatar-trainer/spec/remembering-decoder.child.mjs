// PhotoDecoder's child process for specs that do not test the analysis itself: it analyses each photo once and remembers the answer.
import { remembersLooks } from '@aisha/testing/remembered-looks';

remembersLooks(new URL('../src/photo-check/decoder.child.mjs', import.meta.url));
