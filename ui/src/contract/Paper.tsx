/** A paper as it will look in Word: numbered lines with hanging indents, in the paper's own typeface. Only shows blocks; numbering was done by the ledger. */
import type { ReactNode } from 'react';
import type { AnnexPaper, Article, Block } from '../lib/generated';

export function Paper({
  paper,
  chosen,
  onChoose,
}: {
  paper: AnnexPaper;
  chosen: Article | null;
  onChoose: (article: Article) => void;
}) {
  const parts: ReactNode[] = [];
  for (let at = 0; at < paper.blocks.length; ) {
    const article = paper.articles.find((candidate) => candidate.first_block === at && candidate.blocks > 0);
    if (article) {
      const blocks = paper.blocks.slice(at, at + article.blocks);
      parts.push(
        // biome-ignore lint/a11y/useKeyWithClickEvents: the list of articles beside the paper is the keyboard's way
        // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the pointer only
        <div
          key={at}
          id={`article-${article.number}`}
          data-testid={`article-${article.number}`}
          className={`keep -ml-4 cursor-pointer border-l-4 pl-3 ${chosen?.first_block === at ? 'border-accent' : 'border-transparent'}`}
          onClick={() => onChoose(article)}
        >
          {blocks.map((block, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no identity but their place
            <BlockView key={n} block={block} chosen={chosen} />
          ))}
        </div>,
      );
      at += article.blocks;
    } else {
      const block = paper.blocks[at];
      if (block) parts.push(<BlockView key={at} block={block} chosen={chosen} />);
      at += 1;
    }
  }
  return (
    <article
      aria-label={paper.title}
      lang="ja"
      className={`paper-sheet font-paper ${paper.kind === 'f20' || paper.kind === 'spec_sheet' ? 'paper-landscape' : ''}`}
      data-testid="paper"
    >
      {parts}
    </article>
  );
}

/** Indents in characters: the first is where a level's text stands, the second how far its label hangs out. */
const LEVELS: [number, number][] = [
  [1, 1],
  [1, 1],
  [3, 2],
  [4, 2],
  [5, 2],
];

function BlockView({ block, chosen }: { block: Block; chosen: Article | null }) {
  switch (block.type) {
    case 'title':
      return <h2 className="mb-3 text-center font-normal">{block.text}</h2>;
    case 'subtitle':
      return <p className="mb-2 text-center">{block.text}</p>;
    case 'heading':
      return (
        <h3 className="mt-4 mb-1" style={{ paddingLeft: `${Math.max(0, block.level - 1)}em` }}>
          {block.text}
        </h3>
      );
    case 'paragraph':
      return (
        <p style={{ textAlign: block.align, paddingLeft: `${block.indent}em` }} className="min-h-[1em]">
          {block.text}
        </p>
      );
    case 'caption':
      return <p className="mt-3 pl-[1em]">{block.text}</p>;
    case 'line': {
      const [left, hang] = LEVELS[block.level] ?? [block.level, 2];
      return (
        <p style={{ paddingLeft: `${left}em`, textIndent: `-${hang}em` }}>
          {block.label}
          {block.label && <span className="inline-block w-[1em]" />}
          {!block.label && <span className="inline-block" style={{ width: `${hang}em` }} />}
          {block.text}
        </p>
      );
    }
    case 'table':
      return <Rows {...block} small={block.small} chosen={chosen} />;
    case 'matrix':
      return <Rows {...block} rows={block.rows.map((row) => row.map(({ text }) => text))} chosen={null} />;
    case 'bars':
      return (
        <Rows widths={[500, 500]} header={[]} rows={block.rows.map((bar) => [bar.label, bar.figure])} chosen={null} />
      );
    case 'note':
      return <p className="mt-1 text-ink-2">{block.text}</p>;
    case 'seal_box':
      return (
        <div className="mt-4 ml-auto w-2/3 border border-control p-3">
          {block.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      );
    case 'page_break':
      return <hr className="my-6 border-line border-dashed print:break-before-page" />;
    case 'rule':
      return <hr className="my-2 border-control" />;
  }
}

/** The cells of a table. */
function Rows({
  widths,
  header,
  rows,
  small = false,
  chosen,
}: {
  widths: number[];
  header: string[];
  rows: string[][];
  small?: boolean;
  chosen: Article | null;
}) {
  return (
    <table className={`my-2 w-full table-fixed border-collapse ${small ? 'leading-normal' : ''}`}>
      <colgroup>
        {widths.map((width, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: columns have no identity but their place
          <col key={at} style={{ width: `${width / 10}%` }} />
        ))}
      </colgroup>
      {header.length > 0 && (
        <thead>
          <tr>
            {header.map((cell, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have no identity but their place
              <th key={at} scope="col" className="border border-control px-1 text-left font-normal">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
          <tr key={at} data-row={row[0]} className={row[0] && row[0] === chosen?.clause ? 'bg-accent-ground' : ''}>
            {row.map((cell, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity but their place
              <td key={n} className="break-words border border-control px-1 align-top">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
