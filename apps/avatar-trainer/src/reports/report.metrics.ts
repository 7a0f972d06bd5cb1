import { REPORT_SUBJECTS } from '@aisha/domain';
import { Counter, Gauge } from 'prom-client';

export const reportsTaken = new Counter({
  name: 'aisha_reports_total',
  help: 'Reports of a misused face or picture, by what they are about',
  labelNames: ['about'],
});
for (const about of REPORT_SUBJECTS) reportsTaken.inc({ about }, 0); // so that the series exists before its first event

/** Every replica reports all open reports, so a query takes the maximum of the replicas, not the sum. */
export const openReports = new Gauge({
  name: 'aisha_open_reports',
  help: 'Reports that no operator has closed yet (npm run reports). Alarm above 0: somebody says that a face is misused',
});

export const oldestReportHours = new Gauge({
  name: 'aisha_oldest_open_report_hours',
  help: 'How long the oldest of them waits. Alarm above 24: people are told that somebody looks within a day',
});
