/** Who works for a contract, level below level, with the cloud uses and accounts that hang on it: a picture that is a nested list, so that it is read aloud and printed like one. The table below it tells the same in full. */
import { useAnswer } from '../lib/answers';
import type { ChainNode, ChainState } from '../lib/generated';
import { find, t } from '../lib/wording';
import { Link } from '../parts/Button';
import { Mark, type Shape } from '../parts/Mark';
import './chain.css';

const SHAPES: Record<Exclude<ChainState, 'none'>, Shape> = {
  consented: 'met',
  missing: 'finding',
  refused: 'finding',
  expired: 'overdue',
  unknown: 'unknown',
};

export function Chain({ id }: { id: string }) {
  const chain = useAnswer('contract_chain', { id }, { enabled: id !== '' }).data;
  // A contractor alone is told elsewhere on the page.
  if (!chain || chain.nodes.length <= 2) return null;
  const below = (node: ChainNode): ChainNode[] =>
    chain.edges
      .filter((edge) => edge.from === node.id)
      .flatMap((edge) => chain.nodes.find((other) => other.id === edge.to) ?? []);
  return (
    <section aria-label={t('ui.chain.title')} className="mb-6">
      <h2 className="mb-2">{t('ui.chain.title')}</h2>
      <div className="overflow-x-auto">
        <ul className="chain" data-testid="chain">
          {chain.nodes.slice(0, 1).map((node) => (
            <Branch key={node.id} node={node} below={below} />
          ))}
        </ul>
      </div>
    </section>
  );
}

function Branch({ node, below }: { node: ChainNode; below: (node: ChainNode) => ChainNode[] }) {
  const own = below(node);
  return (
    <li>
      <div className={`chain-node ${node.state === 'unknown' ? 'border-dashed' : ''}`} data-testid={`chain-${node.id}`}>
        <div className="text-14 text-label">{roleOf(node)}</div>
        {node.link ? (
          <Link to={`/${node.link.register}/${node.link.id}`} className="block break-words">
            {node.title}
          </Link>
        ) : (
          <div className="break-words">{node.title}</div>
        )}
        {node.detail && <div className="break-words text-14 text-ink-2">{node.detail}</div>}
        {node.state !== 'none' && (
          <Mark shape={SHAPES[node.state]}>{find(`subcontract_state.${node.state}`) ?? node.state}</Mark>
        )}
      </div>
      {own.length > 0 && (
        <ul>
          {own.map((other) => (
            <Branch key={other.id} node={other} below={below} />
          ))}
        </ul>
      )}
    </li>
  );
}

function roleOf(node: ChainNode): string {
  if (node.kind === 'subcontractor') return t('ui.chain.subcontractor', { n: node.level - 1 });
  return t(`ui.chain.${node.kind}`);
}
