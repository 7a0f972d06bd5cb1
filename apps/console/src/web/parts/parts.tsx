import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useMediaQuery, type Theme } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useTranslate } from 'ra-core';
import { Title } from 'ra-ui-materialui';
import { Fragment, type ReactNode } from 'react';
import { useParams } from 'react-router-dom';
import { asked } from '../api/api';
import { refusal } from '../words/words';

/** How often a screen about the present asks the API again, in milliseconds. */
const AGAIN_MS = 15_000;

/** In how many milliseconds a screen asks again, also as its last answer says; false: it asks no more by itself. */
type Again<Answer> = number | ((answer: Answer | undefined) => number | false);

/** The API’s answer at a path, which is asked again from time to time. */
export const useAsked = <Answer,>(path: string, again: Again<Answer> = AGAIN_MS) =>
  useQuery({
    queryKey: [path],
    queryFn: () => asked<Answer>(path),
    refetchInterval: ({ state }) => (typeof again === 'number' ? again : again(state.data)),
  });

/** The API’s answer at a path that is costly to answer: it is asked once, and once more after an act. */
export const useAskedOnce = <Answer,>(path: string) =>
  useQuery({ queryKey: [path], queryFn: () => asked<Answer>(path), staleTime: Infinity });

/** Why the API did not answer. */
export const Unanswered = ({ error }: { error: Error }) => (
  <Typography role="alert" color="error">
    {refusal(error.message)}
  </Typography>
);

/**
 * A screen with a title. Below the title it shows an error when the API does not answer, and only «…is being loaded» (message `loading`)
 * until it answers.
 */
export const Screen = ({
  title,
  error,
  isLoading = false,
  children,
}: {
  title: string;
  error?: Error | null;
  isLoading?: boolean;
  children: ReactNode;
}) => {
  const translate = useTranslate();
  return (
    <Box sx={{ mt: 2 }}>
      <Title title={title} />
      {error ? <Unanswered error={error} /> : isLoading ? translate('loading') : children}
    </Box>
  );
};

/** The row whose id is in the page’s address; the page shows `instead` until the row has come. */
export const usePage = <Row,>(list: string, title: string, again?: Again<Row>) => {
  const translate = useTranslate();
  const { id = '' } = useParams<'id'>();
  const { data: row, error } = useAsked<Row>(`${list}/${encodeURIComponent(id)}`, again);
  const instead = (
    <Screen title={translate(title)} error={error}>
      {translate('loading')}
    </Screen>
  );
  return { id, row, instead };
};

/** A section of a screen with a heading. */
export const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <Paper component="section" variant="outlined" sx={{ p: 2, mb: 2 }}>
    <Typography component="h2" variant="h6" sx={{ mb: 1, fontSize: '1.05rem' }}>
      {title}
    </Typography>
    {children}
  </Paper>
);

export interface Column<Row> {
  readonly title: string;
  readonly of: (row: Row) => ReactNode;
  readonly isNumber?: boolean;
}

/** How many columns fit side by side on a narrow desk at the usual distance; a table with more of them has less between them. */
const FITTING = 7;

/** A short table of rows that come in one answer. Without the rows it says that they are being loaded, or why they cannot be. */
export const Rows = <Row,>({
  label,
  rows,
  error,
  columns,
  keyOf,
  acts,
}: {
  label: string;
  rows: readonly Row[] | undefined;
  /** Why the request of this table failed, where the table has a request of its own. */
  error?: Error | null;
  columns: readonly Column<Row>[];
  keyOf: (row: Row) => string;
  /**
   * The buttons of a row. They have a column of their own; on a narrow screen they are below the row, so that nobody has to scroll sideways.
   */
  acts?: (row: Row) => ReactNode;
}) => {
  const translate = useTranslate();
  const isNarrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'));
  const below = isNarrow ? acts : undefined;
  const beside = isNarrow ? undefined : acts;
  if (!rows) return error ? <Unanswered error={error} /> : <Typography>{translate('loading')}</Typography>;
  if (rows.length === 0) return <Typography>{translate('nothing')}</Typography>;
  return (
    <TableContainer tabIndex={0} role="region" aria-label={label} sx={{ overflowX: 'auto' }}>
      <Table size="small" sx={columns.length > FITTING ? { '& .MuiTableCell-root': { px: 1 } } : {}}>
        <TableHead>
          <TableRow>
            {columns.map(({ title, isNumber }) => (
              <TableCell key={title} align={isNumber ? 'right' : 'left'}>
                {title}
              </TableCell>
            ))}
            {beside && <TableCell>{translate('acts')}</TableCell>}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <Fragment key={keyOf(row)}>
              <TableRow {...(below && { sx: { '& > td': { borderBottom: 0 } } })}>
                {columns.map(({ title, of, isNumber }) => (
                  <TableCell key={title} align={isNumber ? 'right' : 'left'}>
                    {of(row)}
                  </TableCell>
                ))}
                {beside && <TableCell>{beside(row)}</TableCell>}
              </TableRow>
              {below && (
                <TableRow>
                  <TableCell colSpan={columns.length} sx={{ pt: 0 }}>
                    <Box sx={{ position: 'sticky', left: 16, width: 'fit-content', maxWidth: 'calc(100vw - 80px)' }}>
                      {below(row)}
                    </Box>
                  </TableCell>
                </TableRow>
              )}
            </Fragment>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
};

/** Facts with their names, in two columns on a wide screen. */
export const Facts = ({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) => (
  <Box
    component="dl"
    sx={{ m: 0, display: 'grid', gridTemplateColumns: { xs: '1fr', sm: 'max-content 1fr' }, columnGap: 3, rowGap: 0.5 }}
  >
    {facts.map(([name, value]) => (
      <Box key={name} sx={{ display: 'contents' }}>
        <Typography component="dt" sx={{ color: 'text.secondary' }}>
          {name}
        </Typography>
        <Typography component="dd" sx={{ m: 0, mb: { xs: 1, sm: 0 }, overflowWrap: 'anywhere' }}>
          {value}
        </Typography>
      </Box>
    ))}
  </Box>
);
