/** A link to a record of another register: its title with a way to take the link away, or a search for the record. */
import { useId, useState } from 'react';
import { useAnswer } from '../lib/answers';
import { t } from '../lib/wording';
import { Button } from './Button';
import { TextField } from './Field';
import { Mark } from './Mark';

/** How many hits are offered. */
const OFFERED = 6;

export function RecordPicker({
  register,
  name,
  label,
  chosen,
  title,
  problem,
  onChoose,
}: {
  register: 'contract' | 'cloud' | 'sns';
  name: string;
  label: string;
  /** The id of the record. */
  chosen: string | null;
  /** Its title, as far as it is known. */
  title: string | null;
  problem?: string | null;
  onChoose: (id: string | null) => void;
}) {
  const id = useId();
  const [text, setText] = useState('');
  const [picked, setPicked] = useState<{ id: string; title: string } | null>(null);
  const query = { text, limit: OFFERED };
  const wanted = chosen === null && text.trim() !== '';
  const contracts = useAnswer('contract_list', query, { enabled: wanted && register === 'contract', keep: true });
  const clouds = useAnswer('cloud_list', query, { enabled: wanted && register === 'cloud', keep: true });
  const accounts = useAnswer('sns_list', query, { enabled: wanted && register === 'sns', keep: true });
  const found = {
    contract: (contracts.data?.rows ?? []).map((row) => ({ id: row.id, number: row.number, title: row.title })),
    cloud: (clouds.data?.rows ?? []).map((row) => ({ id: row.id, number: row.number, title: row.service })),
    sns: (accounts.data?.rows ?? []).map((row) => ({ id: row.id, number: row.handle ?? row.url, title: row.name })),
  };
  const hits = wanted ? found[register] : [];
  if (chosen !== null) {
    return (
      <div className="wide:col-span-6">
        <p id={id} className="mb-0.5 font-bold">
          {label}
        </p>
        <p className="flex flex-wrap items-center gap-3">
          <span>{(picked?.id === chosen ? picked.title : title) ?? chosen}</span>
          <Button
            small
            weight="quiet"
            name={name}
            aria-describedby={problem ? `${id} ${id}p` : id}
            aria-invalid={problem ? true : undefined}
            data-testid={`unlink-${name}`}
            onClick={() => onChoose(null)}
          >
            {t('ui.link.remove')}
          </Button>
        </p>
        {problem && (
          <p id={`${id}p`} className="mt-0.5" data-testid={`problem-${name}`}>
            <Mark shape="finding">
              <span className="whitespace-normal">{problem}</span>
            </Mark>
          </p>
        )}
      </div>
    );
  }
  return (
    <div className="wide:col-span-6">
      <TextField
        name={`${name}-search`}
        label={label}
        help={t('ui.link.help')}
        problem={problem}
        value={text}
        onChange={setText}
        className="max-w-md"
      />
      {hits.length > 0 && (
        <ul className="mt-1 max-w-2xl rounded-6 border border-line" aria-label={t('ui.link.hits', { label })}>
          {hits.slice(0, OFFERED).map((hit) => (
            <li key={hit.id} className="border-line border-b last:border-b-0">
              <button
                type="button"
                className="inset-focus w-full px-3 py-1.5 text-left hover:bg-quiet"
                data-testid={`link-${hit.id}`}
                onClick={() => {
                  setPicked(hit);
                  setText('');
                  onChoose(hit.id);
                }}
              >
                <span className="mr-3 text-label">{hit.number ?? t('ui.contract.no_number')}</span>
                {hit.title}
              </button>
            </li>
          ))}
        </ul>
      )}
      {wanted && hits.length === 0 && (contracts.isFetched || clouds.isFetched || accounts.isFetched) && (
        <p role="status" className="mt-1 text-label">
          {t('ui.link.none')}
        </p>
      )}
    </div>
  );
}
