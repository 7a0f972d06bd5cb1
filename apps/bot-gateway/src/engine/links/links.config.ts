import { MB } from '@aisha/domain';
import { Injectable } from '@nestjs/common';
import { BooleanField, IntField, ListField } from '@aisha/platform';
import { LinkRules } from './linked-files';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what TypeScript asks of a mixin
type Constructor = new (...args: any[]) => object;

/** Adds the bounds of files that people send as a link: the download enforces them, and screens name them. */
export function WithLinkedFiles<Base extends Constructor>(base: Base) {
  class LinkedFiles extends base {
    /**
     * The largest recording that is fetched by a link, in MB. The transcriber's /tmp holds two of them and their sound.
     */
    @IntField(1, 2_000) LINK_FILE_MB = 500;

    /** Whether links may also be http: anyone on the way could change such a file. */
    @BooleanField() LINK_HTTP = false;

    /**
     * `host` or `host:port` of a file server of one's own: links to it may be http, with any port and a private
     * address.
     */
    @ListField() LINK_PRIVATE_HOSTS: string[] = [];
  }
  return LinkedFiles;
}

export class LinkedFilesConfig extends WithLinkedFiles(Object) {}

/** 500 MB at a megabyte a second: a slower server would hold a place that other people's files wait for. */
const LINK_TIMEOUT_MS = 10 * 60_000;

/** The rules of links as the app is configured. */
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
