import { useTranslate } from 'ra-core';
import { ActForm } from '../web/parts/act-form';
import { Part } from '../web/parts/parts';
import { shownCredits, shownNumber } from '../web/words/words';

/** The person of a page, with the facts that the forms of acts mention. */
interface ActedOn {
  readonly id: string;
  readonly telegramId: string;
  readonly bannedUntil: string | null;
  readonly available: number;
  readonly held: number;
  readonly ordered: number;
  readonly avatars: readonly { readonly deletedAt: string | null }[];
}

/** The acts on a person. An act that cannot be undone is last; its form says what is lost, and asks for the person’s id. */
export const PersonActs = ({ person }: { person: ActedOn }) => {
  const translate = useTranslate();
  const { id, telegramId, bannedUntil, available, held, ordered, avatars } = person;
  const lost = {
    avatars: shownNumber(avatars.filter(({ deletedAt }) => deletedAt === null).length),
    orders: shownNumber(ordered),
    credits: shownCredits(available + held),
  };
  return (
    <Part title={translate('acts')}>
      <ActForm
        act="give-credits"
        path={`people/${id}/credits`}
        fields={[{ name: 'credits', kind: 'number', min: -2_000, max: 2_000, step: 0.01 }]}
      />
      <ActForm act="export-person" path={`people/${id}/export`} />
      {bannedUntil === null ? (
        <ActForm
          act="ban-person"
          path={`people/${id}/ban`}
          fields={[{ name: 'days', kind: 'number', min: 0, max: 3_650, step: 0.01 }]}
          isDangerous
        />
      ) : (
        <ActForm act="unban-person" path={`people/${id}/unban`} />
      )}
      <ActForm
        act="erase-person"
        path={`people/${id}/erase`}
        explains={translate('erase-loses', lost)}
        typed={{ field: 'telegramId', value: telegramId }}
        isDangerous
      />
    </Part>
  );
};
