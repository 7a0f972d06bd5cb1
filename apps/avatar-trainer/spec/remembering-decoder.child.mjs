// PhotoDecoder's child for specs that are about something else than the look itself: it looks at the same photo once.
import { remembersLooks } from '@aisha/testing/remembered-looks';

remembersLooks(new URL('../src/photo-check/decoder.child.mjs', import.meta.url));
