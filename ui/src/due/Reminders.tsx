/** The reminder rules of the office: what each tells of, from when, whom, and what the office says differently. Changed one by one, below their row. */
import { Fragment, useState } from 'react';
import { useAnswer } from '../lib/answers';
import type { ReminderSettings, Reminders as RemindersAnswer, Rule } from '../lib/generated';
import { t } from '../lib/wording';
import { Button, ButtonLink, PrintButton } from '../parts/Button';
import { Mark } from '../parts/Mark';
import { PageHead } from '../parts/PageHead';
import { Ready } from '../parts/Problems';
import { askFirst } from '../parts/SmallForm';
import { RuleForm } from './RuleForm';
import { countsFrom, type HeldRule, heldRules, leads, recipients, ruleTitle } from './rules';

export function Reminders() {
  const asked = useAnswer('reminder_list', {});
  return <Ready asked={asked}>{(reminders) => <Rules reminders={reminders} />}</Ready>;
}

function Rules({ reminders }: { reminders: RemindersAnswer }) {
  const [open, setOpen] = useState<string | null>(null);
  const { settings, shipped, may_change } = reminders;
  const rules = heldRules(reminders);
  const fresh = blank(settings);
  /** Opens a form once what was typed into another is saved or given up. */
  const show = (id: string) => askFirst(() => setOpen(id));
  /** After a form was closed the focus goes back to what opened it, unless it went elsewhere meanwhile. */
  const close = (id: string) => {
    setOpen(null);
    setTimeout(() => {
      if (document.activeElement !== document.body) return;
      const opener = document.querySelector<HTMLElement>(`[data-testid="change-${id}"]`);
      (opener ?? document.querySelector<HTMLElement>('[data-testid=new-rule]'))?.focus();
    }, 50);
  };
  const form = (held: HeldRule) => (
    <RuleForm
      held={held}
      settings={settings}
      shipped={shipped.find(({ id }) => id === held.rule.id)}
      onClose={() => close(held.rule.id)}
    />
  );
  return (
    <div className="paper-wide">
      <PageHead
        title={t('ui.reminder.title')}
        crumbs={[{ to: '/settings', label: t('ui.nav.settings') }, { label: t('ui.reminder.title') }]}
        beside={t('ui.items', { n: rules.length })}
        actions={
          <>
            <ButtonLink to="/settings/reminders/mail" weight="quiet" data-testid="mail">
              {t('ui.mail.title')}
            </ButtonLink>
            <ButtonLink to="/settings/reminders/told" weight="quiet" data-testid="told">
              {t('ui.told.title')}
            </ButtonLink>
            <PrintButton />
            {may_change && (
              <Button weight="filled" data-testid="new-rule" onClick={() => show(fresh.rule.id)}>
                {t('ui.reminder.add')}
              </Button>
            )}
          </>
        }
      />
      {!may_change && (
        <p className="mb-2 text-ink-2" data-testid="read-only">
          {t('ui.reminder.read_only')}
        </p>
      )}
      {open === fresh.rule.id && <div className="mb-3">{form(fresh)}</div>}
      <div className="relative overflow-x-auto">
        <table className="table" aria-label={t('ui.reminder.title')}>
          <thead>
            <tr>
              <th scope="col">{t('ui.reminder.what')}</th>
              <th scope="col">{t('ui.reminder.anchor')}</th>
              <th scope="col">{t('ui.reminder.lead')}</th>
              <th scope="col">{t('ui.reminder.to')}</th>
              <th scope="col">{t('ui.reminder.again')}</th>
              <th scope="col">{t('ui.reminder.escalate')}</th>
              <th scope="col">{t('ui.reminder.state')}</th>
              {may_change && (
                <th scope="col" className="no-print">
                  <span className="sr-only">{t('ui.reminder.change')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rules.map((held) => (
              <Fragment key={held.rule.id}>
                <Row
                  held={held}
                  open={open === held.rule.id}
                  onOpen={may_change ? () => show(held.rule.id) : undefined}
                />
                {open === held.rule.id && (
                  <tr className="no-print">
                    <td colSpan={8} className="p-0!">
                      {form(held)}
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Row({ held, open, onOpen }: { held: HeldRule; open: boolean; onOpen: (() => void) | undefined }) {
  const { rule, own, off, changed } = held;
  const title = ruleTitle(held);
  return (
    <tr data-testid={`rule-${rule.id}`} className={off ? 'text-label' : ''}>
      <td>
        <span className="font-bold">{title}</span> <span className="whitespace-nowrap text-label">{rule.id}</span>
      </td>
      <td>{countsFrom(rule)}</td>
      <td>{leads(rule)}</td>
      <td>{recipients(rule.to)}</td>
      <td className="whitespace-nowrap">
        {rule.again_days ? t('ui.reminder.again_text', { n: rule.again_days }) : t('ui.none')}
      </td>
      <td>
        {rule.escalate
          ? t('ui.reminder.escalate_text', { n: rule.escalate.after_days, to: recipients(rule.escalate.to) })
          : t('ui.none')}
      </td>
      <td className="whitespace-nowrap">
        <Mark shape={off ? 'closed' : 'met'}>{t(off ? 'ui.reminder.off' : 'ui.reminder.on')}</Mark>
        {(own || changed) && <span className="tag ml-1.5">{t(own ? 'ui.reminder.own' : 'ui.reminder.changed')}</span>}
      </td>
      {onOpen && (
        <td className="no-print whitespace-nowrap">
          <button
            type="button"
            className="link"
            aria-expanded={open}
            data-testid={`change-${rule.id}`}
            onClick={onOpen}
          >
            {t('ui.reminder.change')}
            <span className="sr-only">{t('ui.reminder.form', { title })}</span>
          </button>
        </td>
      )}
    </tr>
  );
}

/** An own rule before anything of it was typed, under an id that no other has or had. */
function blank({ own, retired }: ReminderSettings): HeldRule {
  const used = [...own.map(({ id }) => id), ...retired];
  let n = used.length + 1;
  while (used.includes(`OWN-${n}`)) n += 1;
  const rule: Rule = {
    id: `OWN-${n}`,
    title: '',
    anchors: ['contract_start'],
    months: 0,
    days: 0,
    lead_days: [30, 0],
    to: ['owner'],
  };
  return { rule, own: true, off: false, changed: false };
}
