import { useTranslate } from 'ra-core';
import { TextInput } from 'ra-ui-materialui';
import { DeskList, ToPerson } from '../web/parts/list';
import { named, shownTime } from '../web/words/words';

interface ActRow {
  readonly id: string;
  readonly schema: string;
  readonly act: string;
  readonly operator: string;
  readonly reason: string | null;
  readonly userId: string | null;
  readonly subject: string | null;
  readonly outcome: string;
  readonly createdAt: string;
}

const AuditList = () => {
  const translate = useTranslate();
  return (
    <DeskList<ActRow>
      hasPage={false}
      filters={[<TextInput key="user" source="user" label={translate('of-person')} alwaysOn />]}
      columns={[
        { title: 'when', of: ({ createdAt }) => shownTime(createdAt) },
        { title: 'operator', of: ({ operator }) => operator },
        { title: 'act', of: ({ act }) => named('act', act) },
        { title: 'outcome', of: ({ outcome }) => named('outcome', outcome) },
        { title: 'reason', of: ({ reason }) => reason ?? '—' },
        {
          title: 'person',
          of: ({ userId }) => (userId === null ? '—' : <ToPerson id={userId} />),
        },
        { title: 'subject', of: ({ subject }) => subject ?? '—' },
      ]}
      first={({ act, outcome }) => `${named('act', act)}: ${named('outcome', outcome)}`}
      second={({ operator, reason, createdAt }) => [operator, reason, shownTime(createdAt)].filter(Boolean).join(' · ')}
    />
  );
};

export const auditScreens = { list: AuditList };
