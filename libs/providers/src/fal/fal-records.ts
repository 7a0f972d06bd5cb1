import { AppError } from '@aisha/domain';
import { RemoteRecords } from '../ports';
import { measured } from './http/metrics';
import { FalPlatform } from './http/platform';
import { isRecord } from './http/wire';

/**
 * FAL's records of requests: `DELETE /models/requests/{request_id}/payloads`, for a key of admin scope alone. It deletes what was sent and
 * answered, which FAL keeps for 30 days, and the files that the model made. Files that were sent to FAL stay for the time that their upload
 * named. It answers 200 with a line for each file, which has an `exception` when the file stays, and a second deletion is no error.
 * https://docs.fal.ai/platform-apis/v1/models/requests/payloads and /model-apis/payloads, read 2026-11-25.
 */
export class FalRecords extends RemoteRecords {
  readonly isOn: boolean;
  private readonly platform: FalPlatform;

  constructor(config: { readonly FAL_PLATFORM_URL: string; readonly FAL_ADMIN_KEY?: string }) {
    super();
    this.isOn = config.FAL_ADMIN_KEY !== undefined;
    this.platform = new FalPlatform(config.FAL_PLATFORM_URL, config.FAL_ADMIN_KEY?.trim());
  }

  async forget(requestId: string): Promise<number> {
    const path = `models/requests/${encodeURIComponent(requestId)}/payloads`;
    const answer = await measured('forget', () => this.platform.remove(path));
    const { cdn_delete_results: files = [] } = answer ?? {};
    if (!Array.isArray(files)) throw new AppError('provider-answer-unreadable');
    return files.filter((file) => isRecord(file) && (file['exception'] ?? null) !== null).length;
  }
}
