/** Two companies side by side: which value stays is chosen field by field, then they are merged, or it is kept that they are two. */
import { useState } from 'react';
import { useAnswer, useChange } from '../lib/answers';
import type { MergeReview } from '../lib/generated';
import { go } from '../lib/place';
import { problemText } from '../lib/problem';
import { t } from '../lib/wording';
import { Button, ButtonLink } from '../parts/Button';
import { TextField } from '../parts/Field';
import { PageHead } from '../parts/PageHead';
import { Ready, Refusal } from '../parts/Problems';

export function Merge({ keep, drop }: { keep: string; drop: string }) {
  const asked = useAnswer('contractor_merge_review', { keep, drop });
  return <Ready asked={asked}>{(review) => <Review key={`${keep} ${drop}`} review={review} />}</Ready>;
}

function Review({ review }: { review: MergeReview }) {
  const { keep, drop, fields } = review;
  const [take, setTake] = useState(() => fields.filter((field) => field.take).map((field) => field.field));
  const merge = useChange('contractor_merge', (view) => go(`/contractor/${view.company.id}`));
  return (
    <>
      <PageHead
        title={t('ui.contractor.merge')}
        crumbs={[
          { to: '/contractor', label: t('ui.nav.contractor') },
          { to: '/contractor/duplicates', label: t('ui.contractor.duplicates') },
          { label: t('ui.contractor.merge') },
        ]}
        actions={
          <ButtonLink to={`/contractor/merge/${drop.id}/${keep.id}`} data-testid="swap">
            {t('ui.contractor.merge.swap')}
          </ButtonLink>
        }
      />
      <Refusal problems={merge.error?.problems ?? []} onRead={merge.readAgain} />
      <div className="overflow-x-auto">
        <table className="table mb-4" aria-label={t('ui.contractor.merge')}>
          <thead>
            <tr>
              <th scope="col">{t('ui.contractor.merge.field')}</th>
              <th scope="col">{`${t('ui.contractor.merge.keep')} ${keep.name}`}</th>
              <th scope="col">{`${t('ui.contractor.merge.drop')} ${drop.name}`}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => {
              const taken = take.includes(field.field);
              const choice = (value: string | null, chosen: boolean, next: string[]) => (
                <label className="inline-flex min-h-9 items-center gap-2">
                  <input
                    type="radio"
                    className="size-4"
                    name={field.field}
                    checked={chosen}
                    onChange={() => setTake(next)}
                  />
                  {value ?? t('ui.none')}
                </label>
              );
              const rest = take.filter((name) => name !== field.field);
              return (
                <tr key={field.field} data-testid={`merge-${field.field}`}>
                  <th scope="row">{field.label}</th>
                  <td>{choice(field.keep, !taken, rest)}</td>
                  <td>{choice(field.drop, taken, [...rest, field.field])}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {fields.length === 0 && <p className="mb-2">{t('ui.contractor.merge.same')}</p>}
      {review.names.length > 0 && (
        <p className="mb-2">
          <span className="text-label">{t('ui.contractor.merge.names')}</span>{' '}
          {review.names.join(t('ui.list_separator'))}
        </p>
      )}
      <p className="mb-3">{t('ui.contractor.merge.moved', { n: review.moved })}</p>
      <Button
        weight="filled"
        disabled={merge.isPending}
        data-testid="merge"
        onClick={() =>
          void merge.send({
            keep: keep.id,
            drop: drop.id,
            keep_revision: keep.revision,
            drop_revision: drop.revision,
            take,
          })
        }
      >
        {t('ui.contractor.merge.do')}
      </Button>
      <Apart one={keep.id} other={drop.id} />
    </>
  );
}

/** That they are two, with the reason. */
function Apart({ one, other }: { one: string; other: string }) {
  const [reason, setReason] = useState('');
  const apart = useChange('contractor_apart', () => go('/contractor/duplicates'));
  const problem = apart.error?.problems.find((found) => found.field === 'reason');
  return (
    <form
      className="mt-6 border-line border-t pt-4"
      onSubmit={(event) => {
        event.preventDefault();
        void apart.send({ one, other, reason });
      }}
    >
      <Refusal problems={(apart.error?.problems ?? []).filter((found) => found !== problem)} onRead={apart.readAgain} />
      <TextField
        name="reason"
        label={t('ui.contractor.apart.reason')}
        value={reason}
        onChange={setReason}
        problem={problem ? problemText(problem) : null}
        className="max-w-2xl"
        beside={
          <Button type="submit" disabled={apart.isPending} data-testid="apart">
            {t('ui.contractor.apart')}
          </Button>
        }
      />
    </form>
  );
}
