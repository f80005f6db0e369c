/** The papers with which a contractor is held to the contract: record of an inspection, demand, and drafts for more. */
import { call } from '../lib/call';
import type { OversightKind } from '../lib/generated';
import { t } from '../lib/wording';
import { Problems } from '../parts/Problems';
import { useWriting, Written } from '../parts/Written';

const KINDS: OversightKind[] = ['record', 'demand', 'suspension', 'termination'];

export function Oversight({ id }: { id: string }) {
  const writing = useWriting();
  const write = (kind: OversightKind) =>
    writing.write(async (folder) => [(await call('contract_oversight_save', { id, kind, folder })).path]);
  return (
    <section aria-labelledby="oversight" className="no-print" data-testid="oversight">
      <h2 id="oversight" className="mb-2">
        {t('ui.oversight.title')}
      </h2>
      <p className="mb-2 text-label">{t('ui.oversight.help')}</p>
      <Problems problems={writing.problems} />
      <ul className="grid gap-1">
        {KINDS.map((kind) => (
          <li key={kind} className="flex flex-wrap items-baseline gap-x-4">
            <span className="min-w-72">{t(`ui.oversight.${kind}`)}</span>
            <button
              type="button"
              className="link"
              data-testid={`write-${kind}`}
              disabled={writing.busy}
              aria-label={t('ui.cloud.papers.write_of', { name: t(`ui.oversight.${kind}`) })}
              onClick={() => void write(kind)}
            >
              {t('ui.cloud.papers.write')}
            </button>
          </li>
        ))}
      </ul>
      <Written writing={writing} />
    </section>
  );
}
