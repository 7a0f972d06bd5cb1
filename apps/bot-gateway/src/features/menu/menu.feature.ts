import { MenuReader } from '@aisha/database/bot';
import { invitationIn, isInvitation, LANGUAGES, promoIn, type UserId } from '@aisha/domain';
import { inEveryLanguage, menuTexts } from '@aisha/words';
import {
  aboutOf,
  type Anywhere,
  type DraftKey,
  draftOf,
  dropDraft,
  type Elsewhere,
  feature,
  type Feature,
  type Flow,
  leave,
  onButton,
  onCommand,
  open,
  openAndDrop,
  type Readers,
  resume,
  resumeDraft,
  speak,
  toMenu,
} from '../../engine/conversation';
import { cheapest } from '../../orders/price-list';
import { entering } from '../../callbacks/bonus.callbacks';
import { giftBehind } from '../../callbacks/gift.callbacks';
import { followedInvite } from '../../callbacks/invite.callbacks';
import { NEW_AVATAR } from '../../callbacks/new-avatar.callbacks';
import { openReport } from '../../callbacks/report.callbacks';
import { GROUP_VOICES, GROUP_VOICES_START } from '../../callbacks/group-voices.callbacks';
import { PERMIT } from '../../callbacks/permissions.callbacks';
import {
  openDrafts,
  openHelp,
  openLanguage,
  openStorey,
  openStoreys,
  type MenuEntry,
} from '../../callbacks/menu.callbacks';
import { brokenLink, openedLink } from '../sharing/opened-link';
import { draftsStep, stoppedStep } from './drafts.step';
import { languageStep } from './language.step';
import { mainStep, storeysStep, storeyStep } from './main.step';
import { flow, greetingOf, loading, type MenuDraft } from './menu.draft';

const { step } = loading((readers, _, { now }) => cheapest(readers, now));

/** Says what the bot can do, what it costs and how long an order takes. */
const helpStep = step({
  screen: (_, t, prices) => ({
    text: t.help(prices),
    buttons: [[openReport.button(t.report, {})], [openStorey.button(t.back, { storey: 'settings' })]],
  }),
  actions: [],
});

/** The menu's own entries. */
const own = feature<MenuEntry>({
  menu: [
    {
      button: openLanguage,
      label: inEveryLanguage(menuTexts, (t) => t.entryLanguage),
      storey: 'settings',
      place: 3,
    },
    { button: openHelp, label: inEveryLanguage(menuTexts, (t) => t.entryHelp), storey: 'settings', place: 5 },
  ],
});

/** The screen to which every flow returns. It lists the entries of the other features in storeys (decision 44). */
export const menuFeature = (others: readonly Feature<MenuEntry>[]) => {
  const listed = [...others, own];
  const menuFlow = flow({
    name: 'menu',
    version: 1,
    first: 'main',
    begin: () => ({}),
    steps: {
      main: mainStep(listed),
      storeys: storeysStep,
      storey: storeyStep(listed),
      drafts: draftsStep(others),
      stopped: stoppedStep(others),
      help: helpStep,
      language: languageStep,
    },
  });
  const greetingAt = (at: Anywhere['at']) => (at?.flow === menuFlow.name ? greetingOf(at.draft as MenuDraft) : {});
  const begun = begunIn(others);
  const stop = (dropped: DraftKey | undefined) =>
    openAndDrop(dropped, menuFlow, { step: 'stopped', draft: dropped ? { dropped } : {} });
  return feature<MenuEntry>({
    ...own,
    flows: [menuFlow],
    actions: [
      onCommand('start', null, started(menuFlow)),
      onCommand(
        'menu',
        inEveryLanguage(menuTexts, (t) => t.commandMenu),
        () => leave(),
      ),
      onCommand(
        'cancel',
        inEveryLanguage(menuTexts, (t) => t.commandCancel),
        (_, { at }) => stop(begun(at)),
      ),
      onCommand(
        'language',
        inEveryLanguage(menuTexts, (t) => t.commandLanguage),
        (given, { person, at }) => {
          const named = LANGUAGES.find((one) => one === given && one !== person.language);
          return named
            ? open(menuFlow, { step: 'main', draft: { ...greetingAt(at), isSwitched: true } }, speak(named))
            : open(menuFlow, { step: 'language', draft: greetingAt(at) });
        },
      ),
      onCommand(
        'help',
        inEveryLanguage(menuTexts, (t) => t.commandHelp),
        () => open(menuFlow, { step: 'help', draft: {} }),
      ),
      onCommand('settings', null, (_, { at }) =>
        open(menuFlow, { step: 'storey', draft: { ...greetingAt(at), storey: 'settings' } }),
      ),
      onButton(toMenu, () => leave()),
      onButton(openStoreys, (_, { at }) => open(menuFlow, { step: 'storeys', draft: greetingAt(at) })),
      onButton(openStorey, ({ storey }, { at }) =>
        open(menuFlow, { step: 'storey', draft: { ...greetingAt(at), storey } }),
      ),
      onButton(openDrafts, ({ newer }) => open(menuFlow, { step: 'drafts', draft: { newer } })),
      onButton(openLanguage, (_, { at }) => open(menuFlow, { step: 'language', draft: greetingAt(at) })),
      onButton(openHelp, () => open(menuFlow, { step: 'help', draft: {} })),
      onButton(resumeDraft, (fields) => resume(draftOf(fields))),
      onButton(dropDraft, (fields) => stop(draftOf(fields))),
    ],
  });
};

/** Follows the link with which the person has started the bot. The start without a link, and most links, lead to the menu. */
const started =
  (menuFlow: { readonly name: string }) =>
  async (given: string, context: Anywhere, readers: Readers): Promise<Elsewhere> => {
    const { person } = context;
    if (given === GROUP_VOICES_START) return open(GROUP_VOICES);
    const permissionId = invitationIn(given);
    if (isInvitation(given))
      return open(PERMIT, { step: 'answer', draft: permissionId === undefined ? {} : { permissionId } });
    const code = promoIn(given);
    const gift = await giftBehind(given, context, readers);
    const followed = await followedInvite(given, person, readers);
    const told = openedLink(given, person, followed);
    // A new person is not led to a new avatar: the greeting asks for a selfie, which is the first step to an avatar already (decision 234).
    if (gift?.called === 'photo-session' && !person.isNew && !(await canDraw(readers, person.userId)))
      return open({ name: NEW_AVATAR }, undefined, gift.opening, ...told);
    return open(
      menuFlow,
      { step: 'main', draft: { greets: true } },
      ...followed,
      ...(gift ? [gift.opening] : []),
      ...(code ? [entering(code, context)] : []),
      ...told,
      ...brokenLink(given, person),
    );
  };

/** Whether the person has an avatar that can be drawn. */
const canDraw = async (readers: Readers, userId: UserId): Promise<boolean> =>
  (await readers.of(MenuReader).of(userId)).canDraw;

/** The draft of the conversation that the person is in; undefined when the draft holds nothing worth keeping. */
const begunIn = (features: readonly Feature[]) => {
  const flows = features.flatMap((one) => (one.flows ?? []) as readonly Flow[]);
  return (at: Anywhere['at']): DraftKey | undefined => {
    const flow = flows.find(({ name }) => name === at?.flow);
    return at && flow?.worthKeeping?.(at.draft) ? { flow: flow.name, about: aboutOf(flow, at.draft) } : undefined;
  };
};
