import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useMediaQuery, type Theme } from '@mui/material';
import { useListContext, useTranslate, type RaRecord } from 'ra-core';
import { Datagrid, FunctionField, List, SelectInput, SimpleList } from 'ra-ui-materialui';
import type { ReactElement, ReactNode } from 'react';
import { Link as RouterLink } from 'react-router-dom';

export interface ListColumn<Row> {
  /** The message with its name. */
  readonly title: string;
  readonly of: (row: Row) => ReactNode;
  readonly isNumber?: boolean;
}

interface DeskListProps<Row extends RaRecord> {
  readonly columns: readonly ListColumn<Row>[];
  readonly filters?: ReactElement[];
  /** What the filters say at first. */
  readonly begins?: object;
  /** What a narrow screen shows of a row. */
  readonly first: (row: Row) => string;
  readonly second: (row: Row) => string;
  readonly third?: (row: Row) => string;
  readonly hasPage?: boolean;
  /** The buttons of a row. On a narrow screen the row is then no link as a whole, only its first line is. */
  readonly acts?: (row: Row) => ReactNode;
}

/** The ways to the next page and back. No page has a number: a list of millions is not counted. */
const Pages = () => {
  const translate = useTranslate();
  const { page, setPage, hasNextPage, hasPreviousPage, isPending } = useListContext();
  if (isPending || (!hasNextPage && !hasPreviousPage)) return null;
  return (
    <Box component="nav" aria-label={translate('pages')} sx={{ display: 'flex', gap: 1, alignItems: 'center', py: 1 }}>
      <Button disabled={!hasPreviousPage} onClick={() => setPage(page - 1)}>
        {translate('ra-navigation-previous')}
      </Button>
      <Typography component="span">{page}</Typography>
      <Button disabled={!hasNextPage} onClick={() => setPage(page + 1)}>
        {translate('ra-navigation-next')}
      </Button>
    </Box>
  );
};

/** A list that goes on page by page; on a narrow screen each row is two lines. */
export const DeskList = <Row extends RaRecord>({
  columns,
  filters,
  begins,
  first,
  second,
  third,
  hasPage = true,
  acts,
}: DeskListProps<Row>) => {
  const translate = useTranslate();
  const isNarrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'));
  return (
    <List
      {...(filters && { filters })}
      {...(begins && { filterDefaultValues: begins })}
      exporter={false}
      perPage={25}
      pagination={<Pages />}
      sort={{ field: 'id', order: 'DESC' }}
    >
      {isNarrow ? (
        <SimpleList<Row>
          primaryText={acts ? (row) => <To to={`${String(row.id)}/show`}>{first(row)}</To> : first}
          secondaryText={
            acts
              ? (row) => (
                  <>
                    {second(row)}
                    <Box component="span" sx={{ display: 'block' }}>
                      {acts(row)}
                    </Box>
                  </>
                )
              : second
          }
          {...(third && { tertiaryText: third })}
          rowClick={hasPage && !acts ? 'show' : false}
        />
      ) : (
        <Datagrid bulkActionButtons={false} rowClick={hasPage ? 'show' : false}>
          {columns.map(({ title, of, isNumber }) => (
            <FunctionField<Row>
              key={title}
              label={translate(title)}
              sortable={false}
              render={of}
              {...(isNumber && { textAlign: 'right' as const })}
            />
          ))}
          {acts && <FunctionField<Row> label={translate('acts')} sortable={false} render={acts} />}
        </Datagrid>
      )}
    </List>
  );
};

/** The filter by which an operator says which rows of a list they look at. */
export const useWhich = (list: string, choices: readonly string[]) => {
  const translate = useTranslate();
  return (
    <SelectInput
      key="of"
      source="of"
      label={translate('which')}
      alwaysOn
      choices={choices.map((id) => ({ id, name: translate(`${list}-${id}`) }))}
    />
  );
};

/** A way from one screen to another. */
export const To = ({ to, children }: { to: string; children: ReactNode }) => (
  <Link component={RouterLink} to={to} onClick={(event) => event.stopPropagation()}>
    {children}
  </Link>
);

/** The way to a person, by their id or its end. */
export const ToPerson = ({ id, isWhole = false }: { id: string; isWhole?: boolean }) => (
  <To to={`/people/${id}/show`}>{isWhole ? id : id.slice(-8)}</To>
);
