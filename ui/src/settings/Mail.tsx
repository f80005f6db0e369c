/** The office's mail server: where it is, who writes, and a message to try it. The password goes to the ledger's program once, for the keyring of this computer, and is never shown or kept here. */
import { type FormEvent, useState } from 'react';
import { useAnswer, useChange } from '../lib/answers';
import type { MailSettings, MailView } from '../lib/generated';
import { fieldProblem } from '../lib/problem';
import { useTyped } from '../lib/typed';
import { find, t } from '../lib/wording';
import { Button, Choices } from '../parts/Button';
import { SelectField, TextField } from '../parts/Field';
import { LeaveGuard } from '../parts/LeaveGuard';
import { say } from '../parts/notice';
import { PageHead } from '../parts/PageHead';
import { Problems, Ready, Refusal } from '../parts/Problems';

const FIELDS = ['host', 'port', 'from_address'];

export function Mail() {
  const asked = useAnswer('mail_show', {});
  return <Ready asked={asked}>{(view) => <Form view={view} />}</Ready>;
}

function Form({ view }: { view: MailView }) {
  const { values, changed, type, forget } = useTyped({ ...view.settings, port: String(view.settings.port) });
  const [password, setPassword] = useState('');
  const save = useChange('mail_save', () => {
    forget();
    setPassword('');
    say(t('ui.saved'));
  });
  const settings: MailSettings = {
    ...values,
    port: /^\d+$/.test(values.port.trim()) ? Number(values.port.trim()) : 0,
    user: values.user || null,
    from_name: values.from_name || null,
    revision: view.settings.revision,
  };
  const send = () => save.send({ settings, password: password || null });
  const problems = save.error?.problems ?? [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  const typed = changed || password !== '';
  return (
    <form onSubmit={submit} aria-label={t('ui.mail.title')} className="max-w-3xl">
      <LeaveGuard changes={typed && !save.isPending ? 1 : 0} save={send} />
      <PageHead
        title={t('ui.mail.title')}
        crumbs={[
          { to: '/settings', label: t('ui.nav.settings') },
          { to: '/settings/reminders', label: t('ui.reminder.title') },
          { label: t('ui.mail.title') },
        ]}
        actions={
          view.may_change && (
            <Button type="submit" weight="filled" data-testid="save" disabled={save.isPending}>
              {t('ui.save')}
            </Button>
          )
        }
      />
      <p className="mb-3">{t('ui.mail.text')}</p>
      {!view.may_change && <p className="mb-3 text-ink-2">{t('ui.reminder.read_only')}</p>}
      <Refusal problems={problems.filter(({ field }) => !FIELDS.includes(field ?? ''))} onRead={save.readAgain} />
      <div className="grid gap-3">
        <div className="flex flex-wrap items-center gap-3">
          <span className="font-bold" aria-hidden="true">
            {t('ui.mail.on')}
          </span>
          <Choices
            label="ui.mail.on"
            value={values.on ? 'on' : 'off'}
            onChange={(on) => type({ on: on === 'on' })}
            choices={[
              { value: 'on', label: t('ui.mail.sends'), testId: 'mail-on' },
              { value: 'off', label: t('ui.mail.silent'), testId: 'mail-off' },
            ]}
          />
        </div>
        <div className="grid gap-3 wide:grid-cols-[2fr_1fr]">
          <TextField
            name="host"
            label={t('ui.mail.host')}
            value={values.host}
            onChange={(host) => type({ host })}
            required
            problem={fieldProblem(problems, 'host')}
          />
          <TextField
            name="port"
            label={t('ui.mail.port')}
            value={values.port}
            onChange={(port) => type({ port })}
            inputMode="numeric"
            problem={fieldProblem(problems, 'port')}
          />
        </div>
        <SelectField
          name="security"
          label={t('ui.mail.security')}
          value={values.security}
          onChange={(security) => type({ security: security as MailSettings['security'] })}
          options={[
            { value: 'starttls', label: t('ui.mail.starttls') },
            { value: 'tls', label: t('ui.mail.tls') },
            { value: 'none', label: t('ui.mail.none') },
          ]}
        />
        <div className="grid gap-3 wide:grid-cols-2">
          <TextField
            name="from_address"
            label={t('ui.mail.from_address')}
            value={values.from_address}
            onChange={(from_address) => type({ from_address })}
            required
            problem={fieldProblem(problems, 'from_address')}
          />
          <TextField
            name="from_name"
            label={t('ui.mail.from_name')}
            help={t('ui.mail.from_name_help')}
            value={values.from_name ?? ''}
            onChange={(from_name) => type({ from_name })}
            lang="ja"
          />
          <TextField
            name="user"
            label={t('ui.mail.user')}
            help={t('ui.mail.user_help')}
            value={values.user ?? ''}
            onChange={(user) => type({ user })}
          />
          <TextField
            name="password"
            type="password"
            label={t('ui.mail.password')}
            help={t(view.has_password ? 'ui.mail.password_kept' : 'ui.mail.password_help')}
            value={password}
            onChange={setPassword}
          />
        </div>
      </div>
      {view.settings.on && <Trial disabled={typed} />}
    </form>
  );
}

/** One message to the person's own address, or another, over the server as it is saved. */
function Trial({ disabled }: { disabled: boolean }) {
  const [to, setTo] = useState('');
  const test = useChange('mail_test');
  return (
    <section aria-labelledby="trial" className="mt-5 grid gap-3">
      <h2 id="trial" className="border-ink-2 border-b pb-1">
        {t('ui.mail.trial')}
      </h2>
      <Problems problems={test.error?.problems ?? []} />
      {test.data && (
        <p role="status" data-testid="tested">
          {find('cli.due.mail.tested', { to: test.data.to, answer: test.data.answer })}
        </p>
      )}
      <TextField name="to" label={t('ui.mail.to')} help={t('ui.mail.to_help')} value={to} onChange={setTo} />
      <div>
        <Button
          data-testid="mail-test"
          disabled={disabled || test.isPending}
          onClick={() => void test.send({ to: to || null })}
        >
          {t('ui.mail.test')}
        </Button>
        {disabled && <p className="mt-1 text-label">{t('ui.mail.save_first')}</p>}
      </div>
    </section>
  );
}
