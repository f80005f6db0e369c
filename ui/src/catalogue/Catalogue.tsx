/** The requirement catalogue: what can apply, when, on what basis, and the clause that meets it. Read only. */
import { useRef } from 'react';
import { useAnswer } from '../lib/answers';
import type { AnswerOf } from '../lib/call';
import type { Style } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { useSearch } from '../lib/place';
import { t } from '../lib/wording';
import { PrintButton } from '../parts/Button';
import { Chip } from '../parts/Chip';
import { Arrow } from '../parts/Disclosure';
import { PageHead } from '../parts/PageHead';
import { Ready } from '../parts/Problems';
import { SearchField } from '../parts/SearchField';
import { Sources } from '../parts/Sources';

type Answer = AnswerOf<'catalogue_show'>;
type Requirement = Answer['requirements'][number];

export function Catalogue() {
  const asked = useAnswer('catalogue_show', {});
  return <Ready asked={asked}>{(catalogue) => <Page catalogue={catalogue} />}</Ready>;
}

function Page({ catalogue }: { catalogue: Answer }) {
  const [params, setParams] = useSearch();
  const filter = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const text = (params.get('text') ?? '').normalize('NFKC').toLowerCase();
  const area = params.get('area');
  const basis = params.get('basis');
  const open = params.get('open');
  const shown = catalogue.requirements.filter(
    (row) =>
      (!area || row.area === area) &&
      (!basis || row.basis === basis) &&
      (!text ||
        `${row.id} ${row.title} ${row.summary} ${row.applies_text}`.normalize('NFKC').toLowerCase().includes(text)),
  );
  const unique = (pick: (row: Requirement) => [string, string]) =>
    [...new Map(catalogue.requirements.map(pick)).entries()].map(([value, label]) => ({ value, label }));
  const move = (by: number) => {
    const heads = [...(list.current?.querySelectorAll<HTMLElement>('[data-head]') ?? [])];
    const at = heads.indexOf(document.activeElement as HTMLElement);
    heads[at < 0 ? 0 : Math.max(0, Math.min(heads.length - 1, at + by))]?.focus();
  };
  useKeys([
    { caps: ['J', 'K'], label: t('ui.keys.move'), on: ['j', 'k'], run: (key) => move(key === 'j' ? 1 : -1) },
    { caps: ['/'], label: t('ui.keys.filter'), on: ['/'], run: () => filter.current?.focus() },
  ]);
  const areas = [...new Set(shown.map((row) => row.area))];
  return (
    <>
      <PageHead
        title={t('ui.nav.catalogue')}
        beside={t('ui.catalogue.beside', {
          version: catalogue.version,
          shown: shown.length,
          all: catalogue.requirements.length,
        })}
        actions={<PrintButton />}
      />
      <search className="no-print mb-3 flex flex-wrap gap-2" aria-label={t('ui.filter.label')}>
        <div className="w-66">
          <SearchField
            label={t('ui.catalogue.search')}
            placeholder={t('ui.catalogue.search')}
            value={params.get('text') ?? ''}
            onSearch={(next) => setParams({ text: next })}
            cap={['/']}
            field={filter}
            testId="filter-text"
          />
        </div>
        <Chip
          label={t('ui.catalogue.area')}
          testId="filter-area"
          value={area}
          options={unique((row) => [row.area, row.area_text])}
          onChange={(value) => setParams({ area: value })}
        />
        <Chip
          label={t('ui.requirement.basis')}
          testId="filter-basis"
          value={basis}
          options={unique((row) => [row.basis, row.basis_text])}
          onChange={(value) => setParams({ basis: value })}
        />
      </search>
      <div ref={list}>
        {areas.map((one) => {
          const members = shown.filter((row) => row.area === one);
          return (
            <section key={one} className="mb-4">
              <h2 className="border-ink-2 border-b pb-1">{members[0]?.area_text}</h2>
              <ul>
                {members.map((row) => (
                  <Item
                    key={row.id}
                    row={row}
                    open={open === row.id}
                    onToggle={() => setParams({ open: open === row.id ? null : row.id })}
                  />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
      {shown.length === 0 && <p className="text-label">{t('ui.catalogue.nothing')}</p>}
      <section aria-labelledby="documents">
        <h2 id="documents" className="border-ink-2 border-b pb-1">
          {t('ui.catalogue.documents')}
        </h2>
        <ul>
          {catalogue.documents.map((document) => (
            <li
              key={document.id}
              className="grid gap-x-4 border-line border-b py-1 wide:grid-cols-[minmax(0,1fr)_14rem_16rem]"
            >
              <span>{document.title}</span>
              <span className="text-label">{document.date}</span>
              <span className="text-label">{document.read}</span>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

/** A clause as the office would read it; its conditions and numbers are only known inside a contract. */
function readable(clause: string, style: Style | undefined): string {
  const parties = style?.parties ?? 'kou_otsu';
  const words: Record<string, string> = {
    client: t(`ui.style.client.${parties}`),
    contractor: t(`ui.style.contractor.${parties}`),
    self: style?.self_term ?? '',
  };
  return clause
    .replace(/\{%[^%]*%\}/g, '')
    .replace(/\{#[^}]*\}/g, '')
    .replace(/\{\{\s*(\w+)[^}]*\}\}/g, (_, name: string) => words[name] ?? t('ui.catalogue.reference'))
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function Item({ row, open, onToggle }: { row: Requirement; open: boolean; onToggle: () => void }) {
  const style = useAnswer('office_show', {}).data?.style;
  return (
    <li className={open ? 'my-1 rounded-8 border border-accent border-l-4' : 'border-line border-b'}>
      <h3 className="font-normal">
        <button
          type="button"
          data-head=""
          data-testid={`catalogue-${row.id}`}
          aria-expanded={open}
          className="inset-focus flex min-h-[33px] w-full items-center gap-3 px-2 text-left hover:bg-quiet"
          onClick={onToggle}
        >
          <span className="w-13 shrink-0 text-label">{row.id}</span>
          <span className={`min-w-0 flex-1 ${open ? 'font-bold' : 'one-line'}`}>{row.title}</span>
          <span className="one-line hidden max-w-[45%] text-label wide:block">{row.applies_text}</span>
          <span className="tag">
            {t('ui.requirement.severity', {
              severity: t(row.severity === 'must' ? 'ui.severity.must' : 'ui.severity.should'),
              basis: row.basis_text,
            })}
          </span>
          <Arrow open={open} />
        </button>
      </h3>
      {open && (
        <dl className="grid grid-cols-[5.25rem_minmax(0,1fr)] gap-y-1.5 px-2 pt-1 pb-3">
          <dt className="text-label">{t('ui.catalogue.asks')}</dt>
          <dd>{row.summary}</dd>
          <dt className="text-label">{t('ui.requirement.applies')}</dt>
          <dd>{row.applies_text}</dd>
          <dt className="text-label">{t('ui.requirement.basis')}</dt>
          <dd>
            <Sources sources={row.sources} />
          </dd>
          {row.clause_text && (
            <>
              <dt className="text-label">{t('ui.catalogue.clause')}</dt>
              <dd className="whitespace-pre-wrap font-paper" lang="ja">
                {readable(row.clause_text, style)}
              </dd>
            </>
          )}
        </dl>
      )}
    </li>
  );
}
