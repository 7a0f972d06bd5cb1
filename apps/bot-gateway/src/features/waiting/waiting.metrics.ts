import { Gauge } from 'prom-client';

// Every replica reports all people who wait, so a query takes the maximum of the replicas, not the sum.

export const waitingTickets = new Gauge({
  name: 'aisha_support_tickets_waiting',
  help: 'Tickets in which a person waits for an answer of support (aisha support)',
});

export const oldestTicketHours = new Gauge({
  name: 'aisha_support_oldest_ticket_hours',
  help: 'How long the oldest of them waits. Alarm above 24: people are told that an answer usually comes within a day',
});

export const openErasures = new Gauge({
  name: 'aisha_erasures_open',
  help: 'Erasures of people that are under way, and looks for what work has written back',
});

export const oldestErasureHours = new Gauge({
  name: 'aisha_erasures_oldest_hours',
  help: 'How long the oldest of them takes. Alarm above 6: open orders end within three hours, and the rest takes minutes',
});

export const oldestExportHours = new Gauge({
  name: 'aisha_exports_oldest_silent_hours',
  help: 'How long an export of a person has come no further and has not ended. Alarm above 2: another may begin by then',
});
