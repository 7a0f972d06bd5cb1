import { lookGroupTexts } from '@aisha/words';
import { callback, oneOf } from '../../engine/conversation';
import { showWanted } from '../../callbacks/gallery.callbacks';
import { ChangedAvatars, ChangedPictures } from '../../readers';
import { filtersText } from './filters-text';
import { goTo, loading, on, PERIODS, stay } from './gallery.draft';

const favourites = callback('pics.f.fav', { isOn: oneOf(['off', 'on']) });
const period = callback('pics.f.days', { days: oneOf(PERIODS), isOn: oneOf(['off', 'on']) });
const chooseLookGroup = callback('pics.f.look', {});
const chooseAvatar = callback('pics.f.avatar', {});
const reset = callback('pics.f.reset', {});

const { step } = loading(async (readers, { wanted: { avatarId, lookGroup } }, { person: { userId, language } }) => {
  const two = await readers.of(ChangedAvatars).page(userId, { limit: 2 });
  const avatar = avatarId ? await readers.of(ChangedAvatars).find(userId, avatarId) : null;
  const hasThemes = lookGroup !== undefined || (await readers.of(ChangedPictures).lookGroups(userId)).length > 0;
  const theme = lookGroup ? lookGroupTexts[language][lookGroup] : null;
  return {
    avatar: avatar?.name ?? null,
    isChoice: two.length > 1 || avatarId !== undefined,
    theme,
    hasThemes,
    language,
  };
});

/** Asks "Which of your pictures?". */
export const filterStep = step({
  screen: ({ wanted }, t, { avatar, isChoice, theme, hasThemes, language }) => ({
    text: t.choose({ filters: filtersText(wanted, avatar, language) }),
    buttons: [
      [
        favourites.button(t.onlyFavourites({ isOn: wanted.isFavourite === true }), {
          isOn: wanted.isFavourite ? 'off' : 'on',
        }),
        ...(hasThemes ? [chooseLookGroup.button(t.lookGroup({ name: theme }), {})] : []),
        ...(isChoice ? [chooseAvatar.button(t.avatar({ name: avatar }), {})] : []),
      ],
      PERIODS.map((days) =>
        period.button(t.period({ days, isOn: wanted.period === days }), {
          days,
          isOn: wanted.period === days ? 'off' : 'on',
        }),
      ),
      [...(Object.keys(wanted).length > 0 ? [reset.button(t.reset, {})] : []), showWanted.button(t.show, {})],
    ],
  }),
  actions: [
    on(favourites, (draft, { isOn }) => {
      const { isFavourite: _, ...others } = draft.wanted;
      return stay({ ...draft, wanted: isOn === 'on' ? { ...others, isFavourite: true } : others });
    }),
    on(period, (draft, { days, isOn }) => {
      const { period: _, ...others } = draft.wanted;
      return stay({ ...draft, wanted: isOn === 'on' ? { ...others, period: days } : others });
    }),
    on(chooseLookGroup, (draft) => goTo('look-group', draft)),
    on(chooseAvatar, (draft) => goTo('avatar', { ...draft, avatarsBefore: null })),
    on(reset, (draft) => stay({ ...draft, wanted: {} })),
  ],
});
