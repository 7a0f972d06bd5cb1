import { MB } from '@aisha/domain';
import { Injectable } from '@nestjs/common';
import { BooleanField, IntField, ListField } from '@aisha/platform';
import { LinkRules } from './linked-files';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what TypeScript asks of a mixin
type Constructor = new (...args: any[]) => object;

/** Adds the limits of files that people send as a link. The download enforces them, and screens name them. */
export function WithLinkedFiles<Base extends Constructor>(base: Base) {
  class LinkedFiles extends base {
    /** The largest recording that is fetched by a link, in MB. The transcriber's /tmp must hold two of them and their sound. */
    @IntField(1, 2_000) LINK_FILE_MB = 500;

    /** Whether links may also use http. Anyone between the server and us could change such a file. */
    @BooleanField() LINK_HTTP = false;

    /** The operator's own file servers, each as `host` or `host:port`. Links to them may use http, any port and a private address. */
    @ListField() LINK_PRIVATE_HOSTS: string[] = [];
  }
  return LinkedFiles;
}

export class LinkedFilesConfig extends WithLinkedFiles(Object) {}

/**
 * How many milliseconds a file may take: enough for 500 MB at a megabyte a second. A slower server would hold a place for which other
 * people's files wait.
 */
const LINK_TIMEOUT_MS = 10 * 60_000;

/** The rules for links in this app's configuration. */
@Injectable()
export class ConfiguredLinks extends LinkRules {
  readonly maxBytes: number;
  readonly timeoutMs = LINK_TIMEOUT_MS;
  readonly allowsHttp: boolean;
  readonly privateHosts: readonly string[];

  constructor({ LINK_FILE_MB, LINK_HTTP, LINK_PRIVATE_HOSTS }: LinkedFilesConfig) {
    super();
    this.maxBytes = LINK_FILE_MB * MB;
    this.allowsHttp = LINK_HTTP;
    this.privateHosts = LINK_PRIVATE_HOSTS;
  }
}
