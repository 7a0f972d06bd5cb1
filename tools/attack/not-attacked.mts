/** Faults that have once hurt the product and are not in the list of attacks, with what guards against each instead. */
export const NOT_ATTACKED: Readonly<Record<string, string>> = {
  'a job that its process dies of again and again':
    'No input known ends a process any more; `job-runner.medium.spec.ts` plants one beside innocent neighbours.',
  'a decoder that a file kills, or that takes too long':
    'No file known does; `photo-decoder.medium.spec.ts` kills one in the middle of its work and sees the next photo decoded.',
  'a header of a picture that lies': '`photo-decoder.medium.spec.ts`: the limit of its process stops the decoder.',
  'hostile files against ffmpeg’s memory, time and file size':
    '`ffmpeg-audio-tool.spec.ts` reaches each limit; the list has what ffmpeg could be made to read.',
  'a language model that writes what was not asked for':
    'Whoever orders cannot make it do so; `preparation.medium.spec.ts` turns the switch of the fake OpenAI.',
  'a link into a private network':
    'Refused however it is written, redirected or looked up: `linked-files.spec.ts` of bot-gateway, which `npm test` runs.',
  'a message of a newer release':
    'No attack but a deploy; `settle-hold-of-newer-release.medium.spec.ts` and the samples of `contracts`.',
  'an update that our code or the database breaks on':
    'Needs a bug; `update-failure.spec.ts` and `chat-queues.medium.spec.ts` plant each. The list has a locked table.',
  'what grows with all that has ended: queues, checks, sweeps':
    '`npm run bench scale` looks over each statement among a million rows.',
  'cards that fill Telegram’s budget':
    '`npm run bench sender` and `crowd`, and a story with Telegram’s flood limits on.',
  'settings that are too weak: secrets, http, public addresses':
    'Refused at the start; the specs of each `config.ts` and of the launcher.',
  'what each app reads of others’ tables':
    'The list has the writes and the secrets; `grants.medium.spec.ts` asks each column as each login.',
  'another’s buttons of every screen, another’s ids in every list':
    'The list has one; `strangers.medium.spec.ts` presses each, the specs of `libs/database` ask every reader as two owners.',
  'images, manifests, backups': 'Lint and schema checks in `tools/checks`.',
};
