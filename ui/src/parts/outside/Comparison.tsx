/** The page of a comparison with a file from outside: before a file is chosen where to let one go, then what was found, with the way to another file. What is compared, and with what, the pages say. */
import type { ReactNode } from 'react';
import { Working } from '../../exchange/Working';
import type { Problem } from '../../lib/generated';
import { type Key, t } from '../../lib/wording';
import { Button, PrintButton } from '../Button';
import { PageHead } from '../PageHead';
import { Problems } from '../Problems';
import { Choose } from './Choose';
import type { Given } from './given';
import { Headings, type Named } from './Headings';

/** What a comparison needs of the file: fields that a heading can be named for, and before one is chosen, what it has to hold and what it tells. */
export interface Wanted {
  /** The list that leads here. */
  home: { to: string; label: Key };
  fields: Named[];
  drop: Key;
  /** What the columns are called, where the file is no table. */
  heading?: Key;
  columns: Key[];
  tells: Key[];
}

export function Comparison({
  title,
  wanted,
  given,
  busy,
  problems,
  conditions = [],
  above,
  before,
  children,
}: {
  title: Key;
  wanted: Wanted;
  given: Given;
  busy: boolean;
  /** What no field shows. */
  problems: Problem[];
  /** What was compared, beside the file, for the printed page. */
  conditions?: string[];
  /** What is always asked. */
  above?: ReactNode;
  /** What is decided before a file is chosen. */
  before?: ReactNode;
  /** What was found; nothing as long as nothing is compared. */
  children: ReactNode;
}) {
  const unheaded = problems.some((problem) => problem.code === 'list_no_headings');
  return (
    <>
      <PageHead
        title={t(title)}
        crumbs={[{ to: wanted.home.to, label: t(wanted.home.label) }, { label: t(title) }]}
        beside={given.name}
        conditions={[...conditions, t('ui.outside.file', { file: given.name })].join(t('ui.list_separator'))}
        actions={
          children && (
            <>
              <PrintButton />
              <Button data-testid="choose-other" onClick={() => void given.choose()}>
                {t('ui.import.choose_other')}
              </Button>
            </>
          )
        }
      />
      {above}
      {busy && <Working what={t('ui.import.reading', { file: given.name })} />}
      <Problems problems={problems}>
        {unheaded && <Headings given={given} fields={wanted.fields} busy={busy} />}
      </Problems>
      {children ?? (
        <Choose given={given} wanted={wanted} busy={busy}>
          {before}
        </Choose>
      )}
    </>
  );
}
