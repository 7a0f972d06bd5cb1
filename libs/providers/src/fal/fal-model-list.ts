import { AppError } from '@aisha/domain';
import type { Listing } from '../catalogue';
import { ModelList } from '../ports';
import { measured } from './http/metrics';
import { FalPlatform } from './http/platform';
import { isRecord } from './http/wire';

/** The most ids that one request may name. */
const AT_ONCE = 50;

/**
 * FAL's catalogue: `GET /models?endpoint_id=…`, without a key, answers `{models: [{endpoint_id, metadata: {status}}]}`, status "active" or
 * "deprecated". https://fal.ai/docs/platform-apis/v1/models.md, read 2026-11-23. The answer names no day on which a model ends, and a
 * deprecated model answers until then.
 */
export class FalModelList extends ModelList {
  override readonly provider = 'fal';
  private readonly platform: FalPlatform;

  /** The address in place of https://api.fal.ai/v1; may have a path. */
  constructor(url: string) {
    super();
    this.platform = new FalPlatform(url);
  }

  override async listed(ids: readonly string[]): Promise<ReadonlyMap<string, Listing>> {
    const listed = new Map<string, Listing>();
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const asked = ids.slice(from, from + AT_ONCE);
      const found = await measured('list-models', () => this.ask(asked));
      for (const id of asked) listed.set(id, found.get(id) ?? 'unlisted');
    }
    return listed;
  }

  private async ask(ids: readonly string[]): Promise<ReadonlyMap<string, Listing>> {
    const query = new URLSearchParams({ limit: String(AT_ONCE) });
    for (const id of ids) query.append('endpoint_id', id);
    const models = (await this.platform.ask('models', query))?.['models'];
    if (!Array.isArray(models)) throw new AppError('provider-answer-unreadable', { facts: { missing: 'models' } });
    return new Map(models.flatMap((model: unknown) => listingOf(model)));
  }
}

const listingOf = (model: unknown): [string, Listing][] => {
  if (!isRecord(model) || typeof model['endpoint_id'] !== 'string') return [];
  const { metadata } = model;
  const isDeprecated = isRecord(metadata) && metadata['status'] === 'deprecated';
  return [[model['endpoint_id'], isDeprecated ? 'deprecated' : 'active']];
};
