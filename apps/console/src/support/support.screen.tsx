import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'ra-core';
import { useMe } from '../web/api/api';
import { ActForm } from '../web/parts/act-form';
import { DeskList, To, ToPerson, useWhich } from '../web/parts/list';
import { Facts, Part, Screen, usePage } from '../web/parts/parts';
import { named, shownReference, shownTime } from '../web/words/words';

interface Ticket {
  readonly id: string;
  readonly userId: string;
  readonly waitsFor: 'operator' | 'person';
  readonly openedAt: string;
  readonly lastAt: string;
  readonly closedAt: string | null;
}

interface TicketPage extends Ticket {
  readonly messages: readonly { id: string; operator: string | null; words: string; createdAt: string }[];
}

const stateOf = ({ waitsFor, closedAt }: Ticket): string => named('ticket', closedAt === null ? waitsFor : 'closed');

const TicketsList = () => {
  const which = useWhich('tickets', ['waiting', 'all']);
  return (
    <DeskList<Ticket>
      begins={{ of: 'waiting' }}
      filters={[which]}
      columns={[
        { title: 'ticket', of: (ticket) => <To to={`/tickets/${ticket.id}/show`}>{shownReference(ticket)}</To> },
        { title: 'state', of: stateOf },
        { title: 'opened', of: ({ openedAt }) => shownTime(openedAt) },
        { title: 'waits-since', of: ({ lastAt }) => shownTime(lastAt) },
        { title: 'person', of: ({ userId }) => <ToPerson id={userId} /> },
      ]}
      first={shownReference}
      second={(ticket) => `${stateOf(ticket)} · ${shownTime(ticket.lastAt)}`}
    />
  );
};

const TicketShow = () => {
  const translate = useTranslate();
  const me = useMe();
  const { row: ticket, instead } = usePage<TicketPage>('tickets', 'ticket');
  if (!ticket) return instead;
  const newest = ticket.messages.at(-1);
  const seenValues = newest ? { seenMessageId: newest.id } : {};
  return (
    <Screen title={`${translate('ticket')} ${shownReference(ticket)}`}>
      <Part title={translate('what-was-written')}>
        {ticket.messages.map(({ id: key, operator, words, createdAt }) => (
          <Box key={key} sx={{ mb: 2 }}>
            <Typography component="h3" variant="body2" sx={{ color: 'text.secondary' }}>
              {operator ?? translate('person')}, {shownTime(createdAt)}
            </Typography>
            <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{words}</Typography>
          </Box>
        ))}
        {ticket.closedAt === null && me && (
          <>
            <ActForm
              act="answer-ticket"
              path={`tickets/${ticket.id}/answer`}
              seenValues={seenValues}
              fields={[{ name: 'text', label: 'answer', kind: 'words', max: me.answerAtMost, rows: 4 }]}
            />
            <ActForm act="close-ticket" path={`tickets/${ticket.id}/close`} seenValues={seenValues} />
          </>
        )}
      </Part>
      <Part title={translate('ticket')}>
        <Facts
          facts={[
            [translate('person'), <ToPerson key="p" id={ticket.userId} isWhole />],
            [translate('state'), stateOf(ticket)],
            [translate('opened'), shownTime(ticket.openedAt)],
            [translate('closed'), shownTime(ticket.closedAt)],
          ]}
        />
      </Part>
    </Screen>
  );
};

export const ticketScreens = { list: TicketsList, show: TicketShow };
