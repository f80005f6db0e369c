/** Settings: the office and its facts, the style of its papers, when it is closed, and what this person likes in this window. The last is kept in the window, all else in the ledger. */
import { type FormEvent, useId } from 'react';
import { STYLE_WORDS } from '../contract/Annex';
import { Archive } from '../exchange/Export';
import { useAnswer, useChange } from '../lib/answers';
import type { Office, Style } from '../lib/generated';
import { useKeys } from '../lib/keys';
import { setPreferences, usePreferences } from '../lib/preferences';
import { problemText } from '../lib/problem';
import { useTyped } from '../lib/typed';
import { type Key, t } from '../lib/wording';
import { Button, ButtonLink, Choices } from '../parts/Button';
import { SelectField, TextField } from '../parts/Field';
import { LeaveGuard } from '../parts/LeaveGuard';
import { say } from '../parts/notice';
import { PageHead } from '../parts/PageHead';
import { Ready, Refusal } from '../parts/Problems';
import { YesNo } from '../parts/Segments';
import { Calendar } from './Calendar';
import { example } from './example';
import { Habits } from './Habits';
import { Recovery } from './Recovery';

const KINDS: { value: Office['kind']; key: Key }[] = [
  { value: 'city', key: 'ui.office.city' },
  { value: 'town', key: 'ui.office.town' },
  { value: 'village', key: 'ui.office.village' },
  { value: 'ward', key: 'ui.office.ward' },
  { value: 'prefecture', key: 'ui.office.prefecture' },
  { value: 'union', key: 'ui.office.union' },
];
const NETWORKS: { value: string; key: Key }[] = [
  { value: 'alpha', key: 'ui.network.alpha' },
  { value: 'alpha_prime', key: 'ui.network.alpha_prime' },
  { value: 'beta', key: 'ui.network.beta' },
  { value: 'beta_prime', key: 'ui.network.beta_prime' },
  { value: 'other', key: 'ui.network.other' },
];

export function Settings() {
  const asked = useAnswer('office_show', {});
  return <Ready asked={asked}>{(office) => <Form start={office} />}</Ready>;
}

function Form({ start }: { start: Office }) {
  const whole = useTyped(start);
  const facts = useTyped(start.facts);
  const style = useTyped(start.style);
  const calendar = useTyped(start.calendar);
  const parts = [whole, facts, style, calendar];
  const office: Office = {
    ...whole.values,
    facts: facts.values,
    style: style.values,
    calendar: calendar.values,
  };
  const fact = useId();
  const changed = parts.some((part) => part.changed);
  const save = useChange('office_save', () => {
    for (const part of parts) part.forget();
    say(t('ui.saved'));
  });
  const send = () => save.send({ office });
  const problems = save.error?.problems ?? [];
  const problemOf = (field: string) => {
    const found = problems.find((problem) => problem.field === field);
    return found ? problemText(found) : null;
  };
  useKeys([{ caps: ['Ctrl', 'S'], label: t('ui.keys.save'), on: ['Ctrl+s'], run: () => void send() }]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  const style2 = (value: string) => ({ value, label: t(STYLE_WORDS[value] ?? 'ui.none') });
  return (
    <form onSubmit={submit} aria-label={t('ui.nav.settings')}>
      <LeaveGuard changes={changed && !save.isPending ? 1 : 0} save={send} />
      <PageHead
        title={t('ui.nav.settings')}
        actions={
          <>
            <ButtonLink to="/settings/reminders" weight="quiet" data-testid="reminders">
              {t('ui.reminder.title')}
            </ButtonLink>
            <Button type="submit" weight="filled" data-testid="save" disabled={save.isPending}>
              {t('ui.save')}
              <span aria-hidden="true" className="font-normal">
                {t('ui.cap.ctrl_s')}
              </span>
            </Button>
          </>
        }
      />
      <Refusal
        problems={problems.filter(
          ({ field }) =>
            !field?.startsWith('calendar.') &&
            !['name', 'head_title', 'code', 'corporate_number'].includes(field ?? ''),
        )}
        onRead={save.readAgain}
      />
      <div className="grid gap-8 wide:grid-cols-2">
        <section aria-labelledby="office" className="grid content-start gap-3">
          <h2 id="office" className="border-ink-2 border-b pb-1">
            {t('ui.office.title')}
          </h2>
          <TextField
            name="name"
            label={t('ui.office.name')}
            value={office.name}
            onChange={(name) => whole.type({ name })}
            required
            lang="ja"
            problem={problemOf('name')}
          />
          <div className="grid gap-3 wide:grid-cols-2">
            <SelectField
              name="kind"
              label={t('ui.office.kind')}
              value={office.kind}
              onChange={(kind) => whole.type({ kind: kind as Office['kind'] })}
              options={KINDS.map((kind) => ({ value: kind.value, label: t(kind.key) }))}
            />
            <TextField
              name="head_title"
              label={t('ui.office.head')}
              value={office.head_title}
              onChange={(head_title) => whole.type({ head_title })}
              lang="ja"
              problem={problemOf('head_title')}
            />
            <TextField
              name="code"
              label={t('ui.office.code')}
              value={office.code ?? ''}
              onChange={(code) => whole.type({ code: code || null })}
              inputMode="numeric"
              problem={problemOf('code')}
            />
            <TextField
              name="corporate_number"
              label={t('ui.field.corporate_number')}
              value={office.corporate_number ?? ''}
              onChange={(corporate_number) => whole.type({ corporate_number: corporate_number || null })}
              inputMode="numeric"
              problem={problemOf('corporate_number')}
            />
          </div>
          <h2 className="mt-2 border-ink-2 border-b pb-1">{t('ui.office.facts')}</h2>
          <div>
            <div id={fact} className="font-bold">
              {t('ui.office.reg')}
            </div>
            <p id={`${fact}h`} className="mb-1 text-label">
              {t('ui.office.reg_help')}
            </p>
            <YesNo
              name="reg_16_3_target_org"
              testId="fact-reg_16_3_target_org"
              labelledBy={fact}
              describedBy={`${fact}h`}
              value={office.facts.reg_16_3_target_org}
              onChange={(value) => facts.type({ reg_16_3_target_org: value })}
            />
          </div>
          <SelectField
            name="network_model"
            label={t('ui.office.network')}
            help={t('ui.office.network_help')}
            value={office.facts.network_model ?? ''}
            onChange={(value) => facts.type({ network_model: value || null })}
            options={NETWORKS.map((network) => ({ value: network.value, label: t(network.key) }))}
            empty={t('ui.unanswered')}
          />
          <Recovery />
          <Archive />
        </section>
        <section aria-labelledby="style" className="grid content-start gap-3">
          <h2 id="style" className="border-ink-2 border-b pb-1">
            {t('ui.style.title')}
          </h2>
          <div className="rounded-4 border border-line bg-quiet p-3" aria-live="polite">
            <div className="text-label">{t('ui.style.example')}</div>
            <p className="font-paper text-[1rem] leading-[1.85]" lang="ja" data-testid="style-example">
              {example(office.style)}
            </p>
          </div>
          <div className="grid gap-3 wide:grid-cols-2">
            <SelectField
              name="parties"
              label={t('ui.style.parties')}
              value={office.style.parties}
              onChange={(value) => style.type({ parties: value as Style['parties'] })}
              options={['kou_otsu', 'hatchu_juchu', 'itaku_jutaku'].map(style2)}
            />
            <TextField
              name="self_term"
              label={t('ui.style.self_term')}
              value={office.style.self_term}
              onChange={(self_term) => style.type({ self_term })}
              lang="ja"
            />
            <SelectField
              name="comma"
              label={t('ui.style.comma')}
              value={office.style.comma}
              onChange={(value) => style.type({ comma: value as Style['comma'] })}
              options={['ideographic', 'fullwidth'].map(style2)}
            />
            <SelectField
              name="conjunction"
              label={t('ui.style.conjunction')}
              value={office.style.conjunction}
              onChange={(value) => style.type({ conjunction: value as Style['conjunction'] })}
              options={['kanji', 'hiragana'].map(style2)}
            />
            <SelectField
              name="calendar"
              label={t('ui.style.calendar')}
              value={office.style.calendar}
              onChange={(value) => style.type({ calendar: value as Style['calendar'] })}
              options={['wareki', 'iso'].map(style2)}
            />
            <SelectField
              name="seal_box"
              label={t('ui.style.seal_box')}
              value={String(office.style.seal_box)}
              onChange={(value) => style.type({ seal_box: value === 'true' })}
              options={[
                { value: 'true', label: t('ui.style.with') },
                { value: 'false', label: t('ui.style.without') },
              ]}
            />
          </div>
          <Calendar saved={start.calendar} typed={calendar.values} onType={calendar.type} problemOf={problemOf} />
          <Window />
        </section>
      </div>
    </form>
  );
}

function Window() {
  const now = usePreferences();
  return (
    <section aria-labelledby="window" className="mt-2 grid gap-3">
      <h2 id="window" className="border-ink-2 border-b pb-1">
        {t('ui.window.title')}
      </h2>
      <p className="text-label">{t('ui.window.text')}</p>
      <Line label="ui.window.language">
        <Choices
          label="ui.window.language"
          value={now.language}
          onChange={(language) => setPreferences({ language })}
          choices={[
            { value: 'ja', label: t('ui.window.japanese'), testId: 'language-ja' },
            { value: 'en', label: t('ui.window.english'), testId: 'language-en' },
          ]}
        />
      </Line>
      <Line label="ui.window.theme">
        <Choices
          label="ui.window.theme"
          value={now.theme}
          onChange={(theme) => setPreferences({ theme })}
          choices={[
            { value: 'light', label: t('ui.window.light'), testId: 'theme-light' },
            { value: 'contrast', label: t('ui.window.contrast'), testId: 'theme-contrast' },
          ]}
        />
      </Line>
      <Line label="ui.window.keys">
        <Choices
          label="ui.window.keys"
          value={now.singleKeys ? 'on' : 'off'}
          onChange={(value) => setPreferences({ singleKeys: value === 'on' })}
          choices={[
            { value: 'on', label: t('ui.window.keys_on'), testId: 'keys-on' },
            { value: 'off', label: t('ui.window.keys_off'), testId: 'keys-off' },
          ]}
        />
      </Line>
      <Habits />
    </section>
  );
}

function Line({ label, children }: { label: Key; children: React.ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      <span className="font-bold" aria-hidden="true">
        {t(label)}
      </span>
      {children}
    </div>
  );
}
