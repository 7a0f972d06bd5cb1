import { message } from '@aisha/contracts';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import type { OrderId, UserId } from '@aisha/domain';
import { speakerName, type SpeakerNames, speakersIn } from '@aisha/kinds';
import { beginningOf, callback, count, joined, notTyped, rowsOf, send, toMenu } from '../../../engine/conversation';
import { ChangedTranscripts } from '../../../readers';
import { goTo, loading, on, stay, type TranscribeDraft } from '../recording/transcribe.draft';

const pick = callback('txt.who', { at: count() });
const back = callback('txt.who.back', {});
const again = callback('txt.who.again', { at: count() });
const cancel = callback('txt.who.no', {});

/** The most speakers that the screen lists: more than a meeting has, because the model may hear several speakers where there is one. */
const MOST = 12;
/** How many characters of a speaker's first words are shown, so that the person recognises the speaker. */
const SAID = 70;
/** How many names from other transcripts are offered at most: with more, typing a name is faster than finding it. */
const KNOWN = 8;

const {
  step,
  on: onNamed,
  onText,
} = loading(async (readers, { opened, named }, { person: { userId } }) => {
  const transcript = opened ? await readers.of(ChangedTranscripts).find(userId, opened) : null;
  if (!transcript) return null;
  const { orderId, segments, speakers } = transcript;
  // The draft has the newest names, which the transcriber may not have stored yet.
  const names: SpeakerNames = { ...speakers, ...named };
  const given = Object.values(names);
  const known = await readers.of(ChangedTranscripts).speakerNames(userId, KNOWN + given.length);
  return {
    orderId,
    /** The names of people who spoke in other transcripts, without the names that this transcript already has. */
    known: known.filter((name) => !given.includes(name)).slice(0, KNOWN),
    speakers: speakersIn(segments)
      .slice(0, MOST)
      .map((label) => ({
        label,
        name: names[label] ?? null,
        said: beginningOf(segments.find(({ speaker }) => speaker === label)?.text ?? '', SAID),
      })),
  };
});

interface Named {
  readonly orderId: OrderId;
  readonly speakers: readonly { readonly label: string }[];
}
type Data = Pick<Named, 'speakers'> | null;
const pickedIn = <S extends Data>({ picked }: TranscribeDraft, data: S) =>
  data?.speakers.find(({ label }) => label === picked) as NonNullable<S>['speakers'][number] | undefined;

/** Shows who speaks, by each speaker's first words. A tap asks for a speaker's name, which then counts for the whole transcript. */
export const speakersStep = step({
  screen: (_, t, data) => ({
    text: data
      ? t.whoSpeaks({
          voices: joined(
            data.speakers.map(({ label, name, said }) => t.voiceSays({ name: name ?? t.voice({ label }), said })),
          ),
        })
      : t.gone,
    buttons: [
      ...rowsOf(
        (data?.speakers ?? []).map(({ label, name }, at) => pick.button(name ?? t.voice({ label }), { at })),
        2,
      ),
      [back.button(t.back, {}), toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    onNamed(pick, (draft, { at }, { data }) => {
      const label = data?.speakers[at]?.label;
      return label === undefined ? stay(draft) : goTo('speaker', { ...draft, picked: label });
    }),
    on(back, (draft) => goTo('transcript', draft)),
  ],
});

/** Gives the picked speaker this name. */
const namedAs = (draft: TranscribeDraft, data: Named, userId: UserId, name: string) => {
  const { label } = pickedIn(draft, data)!;
  return goTo(
    'speakers',
    { ...draft, named: { ...draft.named, [label]: name } },
    send(message(transcriberInbox, 'name-speaker', { orderId: data.orderId, userId, label, name })),
  );
};

/** Asks "What is their name?". The names that the person gave in other transcripts have buttons. */
export const speakerStep = step({
  screen: (draft, t, data) => {
    const picked = pickedIn(draft, data);
    const known = picked ? (data?.known ?? []) : [];
    return {
      text: picked ? t.askSpeaker({ ...picked, known: known.length }) : t.gone,
      buttons: [
        ...rowsOf(
          known.map((name, at) => notTyped(again.button(name, { at }))),
          2,
        ),
        [cancel.button(t.back, {}), toMenu.button(t.menu, {})],
      ],
    };
  },
  actions: [
    onText((draft, text, { person: { userId }, data, t }) => {
      if (!data || !pickedIn(draft, data)) return goTo('speakers', draft);
      const name = speakerName(text);
      return name ? namedAs(draft, data, userId, name) : stay(draft, t.badSpeaker);
    }),
    onNamed(again, (draft, { at }, { person: { userId }, data }) => {
      const name = data?.known[at];
      return data && name && pickedIn(draft, data) ? namedAs(draft, data, userId, name) : goTo('speakers', draft);
    }),
    on(cancel, (draft) => goTo('speakers', draft)),
  ],
});
