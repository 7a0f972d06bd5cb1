import { BooleanField, IntField, ListField } from '@aisha/platform';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what TypeScript asks of a mixin
type Constructor = new (...args: any[]) => object;

/** Adds the bounds of what people send as a link: the download holds them, and screens say them. */
export function WithLinkedFiles<Base extends Constructor>(base: Base) {
  class LinkedFiles extends base {
    /** The largest recording that is fetched by a link, in MB. The transcriber's /tmp holds two of them and their sound. */
    @IntField(1, 2_000) LINK_FILE_MB = 500;

    /** Whether links may be http, too: anybody on the way could change such a file. */
    @BooleanField() LINK_HTTP = false;

    /** `host` or `host:port` of an own file server: links to it may be http, of any port and of a private address. */
    @ListField() LINK_PRIVATE_HOSTS: string[] = [];
  }
  return LinkedFiles;
}
