import { describe, expect, it } from '@jest/globals';
import { FalRefusal, FalSilence, pollError, refusalError, submitError, workFailure } from './errors';

const refusal = (status: number, body: unknown, header: string | null = null) =>
  new FalRefusal(status, typeof body === 'string' ? body : JSON.stringify(body), header);

describe('why work at FAL failed', () => {
  it.each([
    [
      'a list of details',
      { detail: [{ loc: ['body'], msg: 'no', type: 'content_policy_violation' }] },
      'prompt-refused',
    ],
    ['a flat type', { detail: 'no', error_type: 'invalid_archive' }, 'photos-refused'],
    ['a text alone', { detail: 'content_policy_violation' }, 'provider-failed'], // no error code is read from prose
    ['an unknown type', { detail: [{ type: 'moon_phase' }] }, 'provider-failed'],
    ['a page of HTML', '<html>502</html>', 'provider-failed'],
    ['nothing', '', 'provider-failed'],
    ['odd shapes', { detail: [null, 7, { type: 7 }], error_type: '' }, 'provider-failed'],
  ])('the reason of a failure at FAL is read from %s', (_what, body, code) => {
    expect(workFailure(refusal(422, body)).code).toBe(code);
  });

  it('the reason of a failure at FAL is read from the header when the body has none', () => {
    expect(workFailure(refusal(422, '', 'face_detection_error')).code).toBe('photos-refused');
  });
});

describe('a failed submission', () => {
  it.each([
    [429, { detail: 'slow down' }, 'provider-busy'],
    [503, { detail: 'no runner', error_type: 'runner_scheduling_failure' }, 'provider-busy'],
    [403, { detail: 'User is locked. Reason: TOP_UP.' }, 'provider-out-of-credit'],
    [403, { detail: 'Forbidden' }, 'provider-refused-key'],
    [401, { detail: 'No user found for Key ID and Secret' }, 'provider-refused-key'],
    [404, { detail: 'Application "seedream" not found' }, 'model-gone'],
    [404, { detail: 'Path /pro not found' }, 'model-gone'],
    [410, { detail: 'Gone' }, 'model-gone'],
    [400, { detail: 'This model is no longer supported.' }, 'model-gone'],
    [404, '<html>Not Found</html>', 'provider-failed'], // the page of a proxy
    [404, { message: 'no Route matched with those values' }, 'provider-failed'], // a gateway's own JSON
    [400, { detail: 'not an object', error_type: 'bad_request' }, 'provider-failed'],
  ])('a submission that ended with %i was surely not taken', (status, body, code) => {
    expect(submitError(refusal(status, body)).code).toBe(code);
  });

  it.each([
    ['408 of something in between', refusal(408, '<html>Request Time-out</html>')],
    ['500', refusal(500, { detail: 'oops' })],
    ['502', refusal(502, '<html>Bad Gateway</html>')],
    ['503 of something in between', refusal(503, '<html>Service Unavailable</html>')],
    ['504', refusal(504, { detail: 'timeout' })],
    ['a reset', new FalSilence(false, new Error('ECONNRESET'))],
    ['an answer that is no JSON', new SyntaxError('Unexpected token')],
  ])('a submission that ended with %s may have been taken', (_what, error) => {
    expect(submitError(error).code).toBe('submit-unknown');
  });

  it('a submission was surely not sent when no server listened', () => {
    expect(submitError(new FalSilence(true, new Error('ECONNREFUSED'))).code).toBe('provider-unreachable');
  });
});

it.each([400, 404, 405, 408, 410, 425, 500, 502])(
  'a poll that ended with %i of something in between says nothing about the work, and is repeated',
  (status) => {
    for (const body of ['<html></html>', '', { message: 'no Route matched with those values' }])
      expect(pollError(refusal(status, body))).toMatchObject({ code: 'provider-unreachable', mayRetry: true });
  },
);

it.each([
  [404, { detail: 'Not found' }, 'provider-result-lost'],
  [400, { detail: 'no', error_type: 'bad_request' }, 'provider-failed'],
  [400, { detail: 'Request is still in progress' }, 'provider-unreachable'],
  [401, '<html></html>', 'provider-refused-key'],
])('a poll that ended with %i and %j is read as FAL’s own word', (status, body, code) => {
  expect(pollError(refusal(status, body))).toMatchObject({ code });
});

it('an error leaves out FAL’s own words, which may repeat a prompt', () => {
  const error = refusalError(refusal(422, { detail: [{ type: 'missing', input: { prompt: 'my secret prompt' } }] }));

  expect(JSON.stringify(error) + error.message).not.toContain('secret prompt');
});
