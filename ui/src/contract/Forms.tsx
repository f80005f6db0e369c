/** The forms of a contract: which there are, why one is wanted now in the ledger's words, and writing them as Word files. */
import { useState } from 'react';
import { useAnswer } from '../lib/answers';
import { call } from '../lib/call';
import type { ContractForm } from '../lib/generated';
import { t } from '../lib/wording';
import { Mark } from '../parts/Mark';
import { Problems, Ready } from '../parts/Problems';
import { useWriting, Written } from '../parts/Written';

/** The two forms that can also hold what is settled. */
const WHOLE: ContractForm['kind'][] = ['pledge', 'erasure'];

export function Forms({ id }: { id: string }) {
  const asked = useAnswer('contract_forms', { id });
  const writing = useWriting();
  const [all, setAll] = useState(false);
  const write = ({ kind, part }: ContractForm) =>
    writing.write(async (folder) => {
      const request = { id, form: kind, folder, part, all: all && WHOLE.includes(kind) };
      return (await call('contract_form_save', request)).map((written) => written.path);
    });
  return (
    <section aria-labelledby="forms" className="no-print" data-testid="forms">
      <h2 id="forms" className="mb-1">
        {t('ui.forms.title')}
      </h2>
      <p className="mb-2 text-label">{t('ui.forms.help')}</p>
      <Ready asked={asked}>
        {(forms) => (
          <table className="table" aria-labelledby="forms">
            <thead>
              <tr>
                <th scope="col" colSpan={2}>
                  {t('ui.forms.form')}
                </th>
                <th scope="col">{t('ui.forms.why')}</th>
                <td className="border-b-ink-2!" />
              </tr>
            </thead>
            <tbody>
              {forms.map((form) => (
                <tr key={`${form.kind}${form.part}`} data-testid={`form-${form.kind}`}>
                  <td className="whitespace-nowrap">{form.form}</td>
                  <td>{form.title}</td>
                  <td>
                    {form.wanted && <Mark shape="finding">{t('ui.forms.wanted')}</Mark>} {form.hint}
                  </td>
                  <td className="whitespace-nowrap text-right">
                    <button
                      type="button"
                      className="link"
                      data-testid={`write-${form.kind}`}
                      disabled={writing.busy}
                      aria-label={t('ui.forms.write_of', {
                        name: [form.title, form.part && form.hint].filter(Boolean).join(' '),
                      })}
                      onClick={() => void write(form)}
                    >
                      {t('ui.cloud.papers.write')}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Ready>
      <label className="my-2 flex items-center gap-2">
        <input type="checkbox" checked={all} data-testid="forms-all" onChange={() => setAll(!all)} />
        {t('ui.forms.all')}
      </label>
      <Problems problems={writing.problems} />
      <Written writing={writing} />
    </section>
  );
}
