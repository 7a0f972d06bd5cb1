import { describe, expect, it } from '@jest/globals';
import { desk } from '../../spec/desk';

describe('the files of the desk’s page', () => {
  it('a browser that has a file of the desk’s page is told so, and gets it again only when the file is another one', async () => {
    const at = await desk();
    const asks = (etag: string) => fetch(`${at.url}/assets/icon.svg`, { headers: { 'if-none-match': etag } });
    const first = await asks('"that-of-an-older-release"');
    expect(first.status).toBe(200);
    expect(await first.text()).toContain('<svg');

    const again = await asks(first.headers.get('etag')!);
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    // A browser may not take its copy without asking, or it would show an older page after a release.
    expect(again.headers.get('cache-control')).toBe('no-cache');
  });
});
