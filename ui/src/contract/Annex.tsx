/** The annexes before they are written: articles with the requirements they meet, the paper, the reasons. The primary button writes Word files into a folder the person chooses. */
import { useEffect, useRef, useState } from 'react';
import { useAnswer, useChange } from '../lib/answers';
import { type AnswerOf, chooseFolder, openPath, refused } from '../lib/call';
import type { AnnexKind, AnnexPaper, Article, ContractView, Problem, Style } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { useSearch } from '../lib/place';
import { type Key, t } from '../lib/wording';
import { Button, Link, PrintButton } from '../parts/Button';
import { Mark } from '../parts/Mark';
import { say, saySide } from '../parts/notice';
import { PageHead } from '../parts/PageHead';
import { Problems, Ready } from '../parts/Problems';
import { Tabs } from '../parts/Tabs';
import { annexName } from './ChangePanel';
import { Paper } from './Paper';
import { nameOf } from './View';

const ALL: AnnexKind[] = ['security', 'personal_info', 'mynumber', 'spec_sheet', 'f20'];
/** A sheet lists requirements in a table; an annex has articles. */
const isSheet = (kind: AnnexKind) => kind === 'spec_sheet' || kind === 'f20';
type Written = AnswerOf<'annex_save'>['files'];

export function Annex({ id }: { id: string }) {
  const asked = useAnswer('contract_show', { id });
  return <Ready asked={asked}>{(view) => <Page view={view} />}</Ready>;
}

function Page({ view }: { view: ContractView }) {
  const { contract } = view;
  const [params, setParams] = useSearch();
  const whole = useAnswer('annex_preview', { id: contract.id, kinds: null }).data;
  const possible = ALL.filter((kind) => whole?.papers.some((paper) => paper.kind === kind));
  const asked = params.get('kinds')?.split(',') ?? null;
  const chosen = asked ? ALL.filter((kind) => asked.includes(kind)) : null;
  const request = { id: contract.id, kinds: chosen };
  const preview = useAnswer('annex_preview', request, { keep: true });
  const [written, setWritten] = useState<Written>([]);
  const [problems, setProblems] = useState<Problem[]>([]);
  const save = useChange('annex_save', ({ files }) => {
    setWritten(files);
    say(t('ui.annex.written', { n: files.length }));
  });
  const write = async () => {
    setProblems([]);
    try {
      const folder = await chooseFolder();
      if (folder !== null) save.mutate({ ...request, folder });
    } catch (error) {
      setProblems(refused(error).problems);
    }
  };
  const open = async (path: string) => {
    setProblems([]);
    try {
      await openPath(path);
    } catch (error) {
      setProblems(refused(error).problems);
    }
  };
  useEffect(() => {
    saySide(contract.pins.length > 0 ? t('ui.annex.side_pinned') : t('ui.annex.side_draft'));
  }, [contract.pins.length]);
  useKeys([
    { caps: ['Ctrl', 'P'], label: t('ui.print_short'), on: ['Ctrl+p'], run: () => window.print() },
    { caps: ['Ctrl', 'S'], label: t('ui.keys.write'), on: ['Ctrl+s'], run: () => void write() },
  ]);
  const papers = preview.data?.papers ?? [];
  const annexes = papers.filter((paper) => !isSheet(paper.kind));
  const clauses = papers.filter((paper) => paper.kind !== 'f20').flatMap((paper) => paper.articles);
  const met = new Set(clauses.flatMap((article) => article.requirements));
  const articles = annexes.reduce((sum, paper) => sum + paper.articles.length, 0);
  return (
    <div className="flex flex-col wide:h-full">
      <PageHead
        title={t('ui.annex.page')}
        beside={t('ui.annex.beside', { kinds: papers.length, articles, met: met.size })}
        crumbs={[
          { to: '/contract', label: t('ui.nav.contract') },
          { to: `/contract/${contract.id}`, label: nameOf(contract) },
        ]}
        actions={
          <>
            <PrintButton />
            <Button weight="filled" data-testid="write-word" disabled={save.isPending} onClick={() => void write()}>
              {save.isPending ? t('ui.annex.writing') : t('ui.annex.write')}
            </Button>
          </>
        }
      />
      <Problems problems={[...problems, ...(save.error?.problems ?? [])]} />
      <WrittenFiles files={written} onOpen={(path) => void open(path)} />
      <Ready asked={preview}>
        {(data) => (
          <Body
            view={view}
            papers={data.papers}
            style={data.style}
            possible={possible}
            included={chosen ?? data.papers.map((paper) => paper.kind)}
            onInclude={(kinds) => setParams({ kinds: kinds.join(','), article: null })}
          />
        )}
      </Ready>
    </div>
  );
}

function WrittenFiles({ files, onOpen }: { files: Written; onOpen: (path: string) => void }) {
  if (files.length === 0) return null;
  return (
    <section aria-label={t('ui.annex.files')} role="status" className="panel no-print mb-3">
      <h2 className="mb-1">
        <Mark shape="met">{t('ui.annex.written', { n: files.length })}</Mark>
      </h2>
      <ul>
        {files.map((file) => (
          <li
            key={file.path}
            data-testid="written-file"
            data-path={file.path}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 py-0.5"
          >
            <span className="min-w-0 break-all">{file.path}</span>
            <span className="text-label">{t('ui.annex.articles', { n: file.articles.length })}</span>
            <button
              type="button"
              className="link"
              aria-label={t('ui.annex.open_this', { path: file.path })}
              onClick={() => onOpen(file.path)}
            >
              {t('ui.annex.open')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Body({
  view,
  papers,
  style,
  possible,
  included,
  onInclude,
}: {
  view: ContractView;
  papers: AnnexPaper[];
  style: Style;
  possible: AnnexKind[];
  included: AnnexKind[];
  onInclude: (kinds: AnnexKind[]) => void;
}) {
  const [params, setParams] = useSearch();
  const list = useRef<HTMLUListElement>(null);
  const sheet = useRef<HTMLElement>(null);
  const paper = papers.find((candidate) => candidate.kind === params.get('paper')) ?? papers[0];
  const number = Number(params.get('article'));
  const article = paper?.articles.find((candidate) => candidate.number === number) ?? paper?.articles[0] ?? null;
  const move = (by: number) => {
    if (!paper || !article) return;
    const at = paper.articles.indexOf(article);
    const next = paper.articles[Math.max(0, Math.min(paper.articles.length - 1, at + by))];
    if (next) setParams({ article: String(next.number) });
  };
  useKeys([
    { caps: ['J', 'K'], label: t('ui.keys.move_article'), on: ['j', 'k'], run: (key) => move(key === 'j' ? 1 : -1) },
  ]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the chosen article comes into sight in both columns
  useEffect(() => {
    if (!params.get('article') || !article) return;
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView?.({ block: 'nearest' });
    const place = sheet.current?.querySelector(`[data-row="${article.clause}"]`);
    (place ?? sheet.current?.querySelector(`#article-${article.number}`))?.scrollIntoView?.({ block: 'nearest' });
  }, [article?.number, paper?.kind]);
  if (!paper) return <p className="text-label">{t('ui.annex.none')}</p>;
  const choose = (chosen: Article) => setParams({ article: String(chosen.number) });
  return (
    <Tabs
      label={t('ui.annex.kinds')}
      tabs={papers.map((one) => ({ id: one.kind, label: annexName(one.kind), count: one.articles.length }))}
      chosen={paper.kind}
      onChoose={(kind) => setParams({ paper: kind, article: null })}
      className="flex min-h-0 flex-1 flex-col"
    >
      <div
        className={`print-flow grid min-h-0 flex-1 gap-4 wide:h-full ${isSheet(paper.kind) ? 'wide:grid-cols-[minmax(0,1fr)_256px]' : 'wide:grid-cols-[250px_minmax(0,1fr)_256px]'}`}
      >
        {!isSheet(paper.kind) && (
          <nav
            aria-label={t('ui.annex.article_list')}
            className="min-h-0 overflow-y-auto border-line wide:border-r max-wide:max-h-60"
          >
            <ul ref={list}>
              {paper.articles.map((one) => (
                <li key={one.number} className="border-line border-b">
                  <button
                    type="button"
                    aria-current={one === article}
                    data-testid={`article-item-${one.number}`}
                    className={`inset-focus flex w-full items-baseline gap-3 border-l-4 py-1 pr-2 pl-1 text-left ${one === article ? 'border-accent bg-accent-ground' : 'border-transparent hover:bg-quiet'}`}
                    onClick={() => choose(one)}
                  >
                    <span className="w-11 shrink-0 whitespace-nowrap">{t('ui.annex.article', { n: one.number })}</span>
                    <span className="min-w-0">
                      <span className={`block ${one === article ? 'font-bold' : ''}`}>{one.title}</span>
                      {one.requirements.length > 0 && (
                        <span className="one-line block text-label" title={one.requirements.join(' ')}>
                          {one.requirements.join(t('ui.dot'))}
                        </span>
                      )}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
            {paper.articles.length === 0 && <p className="p-2 text-label">{t('ui.annex.no_articles')}</p>}
          </nav>
        )}
        <section
          ref={sheet}
          aria-label={t('ui.annex.preview')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
          tabIndex={0}
          className="print-flow inset-focus min-h-0 overflow-y-auto bg-quiet p-4 print:p-0 max-wide:max-h-[80vh]"
        >
          <Paper paper={paper} chosen={article} onChoose={choose} />
        </section>
        <aside aria-label={t('ui.annex.reasons')} className="no-print min-h-0 overflow-y-auto pl-1">
          {article && <Reasons article={article} sheet={isSheet(paper.kind)} view={view} />}
          <Included possible={possible} included={included} onInclude={onInclude} />
          <StyleList style={style} />
          <p className="text-label">{t('ui.annex.catalogue', { version: paper.catalogue })}</p>
        </aside>
      </div>
    </Tabs>
  );
}

function Reasons({ article, sheet, view }: { article: Article; sheet: boolean; view: ContractView }) {
  const rows = article.requirements.map((id) => ({ id, row: view.requirements.find((row) => row.id === id) }));
  const reasons = [...new Set(rows.map(({ row }) => row?.because_text).filter((text): text is string => !!text))];
  return (
    <section className="mb-3 border-line border-b pb-3">
      <h2 className="mb-1">
        {sheet ? article.title : t('ui.annex.article_title', { n: article.number, title: article.title })}
      </h2>
      {rows.length > 0 && <h3 className="font-normal text-label">{t('ui.annex.meets')}</h3>}
      <ul className="mb-1">
        {rows.map(({ id, row }) => (
          <li key={id}>
            <Link to={`/contract/${view.contract.id}?open=${id}`}>{id}</Link> {row?.title}
          </li>
        ))}
      </ul>
      {reasons.length > 0 && <h3 className="font-normal text-label">{t('ui.annex.why')}</h3>}
      <ul className="mb-1">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {!sheet && (
        <p className="text-label">
          {t('ui.annex.clause_version', { clause: article.clause, version: article.version })}
        </p>
      )}
    </section>
  );
}

function Included({
  possible,
  included,
  onInclude,
}: {
  possible: AnnexKind[];
  included: AnnexKind[];
  onInclude: (kinds: AnnexKind[]) => void;
}) {
  return (
    <fieldset className="mb-3 border-line border-b pb-3">
      <legend className="mb-1 font-bold text-[1rem]">{t('ui.annex.include')}</legend>
      {possible.map((kind) => {
        const on = included.includes(kind);
        return (
          <label key={kind} className="flex min-h-7 items-center gap-2" data-testid={`include-${kind}`}>
            <input
              type="checkbox"
              className="size-4"
              checked={on}
              disabled={on && included.length === 1}
              onChange={() => onInclude(possible.filter((one) => (one === kind ? !on : included.includes(one))))}
            />
            {annexName(kind)}
          </label>
        );
      })}
    </fieldset>
  );
}

/** The words of each choice of style. */
export const STYLE_WORDS: Record<string, Key> = {
  kou_otsu: 'ui.style.kou_otsu',
  hatchu_juchu: 'ui.style.hatchu_juchu',
  itaku_jutaku: 'ui.style.itaku_jutaku',
  ideographic: 'ui.style.ideographic',
  fullwidth: 'ui.style.fullwidth',
  kanji: 'ui.style.kanji',
  hiragana: 'ui.style.hiragana',
  wareki: 'ui.style.wareki',
  iso: 'ui.style.iso',
};

function StyleList({ style }: { style: Style }) {
  const word = (value: string) => t(STYLE_WORDS[value] ?? 'ui.none');
  return (
    <section className="mb-3">
      <h2 className="mb-1">{t('ui.style.title')}</h2>
      <dl className="dl">
        <dt>{t('ui.style.parties')}</dt>
        <dd>{word(style.parties)}</dd>
        <dt>{t('ui.style.self_term')}</dt>
        <dd>{style.self_term}</dd>
        <dt>{t('ui.style.comma')}</dt>
        <dd>{word(style.comma)}</dd>
        <dt>{t('ui.style.conjunction')}</dt>
        <dd>{word(style.conjunction)}</dd>
        <dt>{t('ui.style.calendar')}</dt>
        <dd>{word(style.calendar)}</dd>
        <dt>{t('ui.style.seal_box')}</dt>
        <dd>{style.seal_box ? t('ui.style.with') : t('ui.style.without')}</dd>
      </dl>
      <Link to="/settings">{t('ui.style.change')}</Link>
    </section>
  );
}
