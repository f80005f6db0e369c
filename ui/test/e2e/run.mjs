/** The built window in a browser, under the desktop's content policy: every screen in both languages and themes with axe, at 200 % zoom, by keyboard alone, and a clerk's way from a new contract to the written paper. Needs a Chromium: `CHROMIUM`, or the usual place. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { buildWindow, fakeScript, serve } from './serve.mjs';

const out = fileURLToPath(new URL('./out/', import.meta.url));
const record = JSON.parse(readFileSync(new URL('../fake/answers/contract_show.json', import.meta.url), 'utf8'));
const id = record.contract.id;
const cloud = JSON.parse(readFileSync(new URL('../fake/answers/cloud_show.json', import.meta.url), 'utf8')).cloud;
const waits = JSON.parse(readFileSync(new URL('../fake/answers/cloud_decision.json', import.meta.url), 'utf8'));
const account = JSON.parse(readFileSync(new URL('../fake/answers/sns_show.json', import.meta.url), 'utf8')).sns;
const review = JSON.parse(
  readFileSync(new URL('../fake/answers/contractor_merge_review.json', import.meta.url), 'utf8'),
);
const incident = JSON.parse(
  readFileSync(new URL('../fake/answers/incident_show.json', import.meta.url), 'utf8'),
).incident;
const incidentChecks = JSON.parse(
  readFileSync(new URL('../fake/answers/incident_checks.json', import.meta.url), 'utf8'),
);
const applied = JSON.parse(readFileSync(new URL('../fake/answers/contract_decision.json', import.meta.url), 'utf8'));
/** A re-outsourcing whose consent was applied for, and one that nobody applied for. */
const [, further, idle] = applied.contract.subcontracts;
const open = record.requirements.find((row) => row.state === 'unknown').undecided[0].fact;
const SCREENS = {
  home: '#/',
  'first-day': '?empty#/',
  list: '#/contract',
  'list-empty': '?empty#/contract',
  contract: `#/contract/${id}`,
  subcontracts: `#/contract/${id}?tab=subcontracts`,
  certificates: `#/contract/${id}?tab=certificates`,
  inspections: `#/contract/${id}?tab=inspections`,
  entrusted: `#/contract/${id}?tab=entrusted`,
  documents: `#/contract/${id}?tab=documents`,
  'contract-selection': `#/contract/${id}?tab=selection`,
  'contract-sheets': `#/contract/${id}?tab=sheets`,
  'contract-waits': `?contract=decision#/contract/${id}?open=CT-05`,
  'contract-review': `?contract=review#/contract/${id}?open=CT-05`,
  'contract-own': `?contract=own#/contract/${id}?open=CT-05`,
  'subcontract-decision': `?contract=decision#/contract/${id}?tab=subcontracts&open=${further.id}`,
  'subcontract-own': `?contract=own#/contract/${id}?tab=subcontracts&open=${idle.id}`,
  'contract-history': `#/contract/${id}?tab=history`,
  new: '#/contract/new',
  edit: `#/contract/${id}/edit`,
  facts: `#/contract/${id}/edit?part=facts`,
  sign: `#/contract/${id}/sign`,
  renew: `#/contract/${id}/renew`,
  close: `#/contract/${id}/close`,
  reopen: `#/contract/${id}/reopen`,
  annex: `#/contract/${id}/annex`,
  sheet: `#/contract/${id}/annex?paper=f20`,
  clouds: '#/cloud',
  'clouds-empty': '?empty#/cloud',
  cloud: `#/cloud/${cloud.id}`,
  'cloud-content': `#/cloud/${cloud.id}?tab=content`,
  'cloud-papers': `#/cloud/${cloud.id}?tab=papers`,
  'cloud-files': `#/cloud/${cloud.id}?tab=files`,
  'cloud-past': `?cloud=decision#/cloud/${waits.cloud.id}?tab=past`,
  'cloud-review': `?cloud=review#/cloud/${waits.cloud.id}`,
  'cloud-decision': `?cloud=decision#/cloud/${waits.cloud.id}?show=main`,
  'cloud-changed': `?cloud=decision#/cloud/${waits.cloud.id}?show=changed&open=CL-09`,
  'cloud-own': `?cloud=own#/cloud/${waits.cloud.id}`,
  'cloud-approved': `?cloud=approved#/cloud/${waits.cloud.id}`,
  'cloud-approved-edit': `?cloud=approved#/cloud/${waits.cloud.id}/edit`,
  inbox: '#/inbox',
  'inbox-empty': '?empty#/inbox',
  'cloud-history': `#/cloud/${cloud.id}?tab=history`,
  'cloud-then': `#/cloud/${cloud.id}?on=2026-10-01`,
  'cloud-new': '#/cloud/new',
  'cloud-edit': `#/cloud/${cloud.id}/edit`,
  accounts: '#/sns',
  account: `#/sns/${account.id}`,
  'account-whole': `?sns=whole#/sns/${account.id}`,
  'account-closed': `?sns=closed#/sns/${account.id}`,
  'account-requirements': `#/sns/${account.id}?tab=requirements`,
  'account-apply': `?sns=apply#/sns/${account.id}`,
  'account-review': `?sns=review#/sns/${account.id}`,
  'account-decision': `?sns=decision#/sns/${account.id}`,
  'account-own': `?sns=own#/sns/${account.id}`,
  'account-past': `?sns=own#/sns/${account.id}?tab=past`,
  'account-approved-edit': `?sns=approved#/sns/${account.id}/edit`,
  'account-then': `#/sns/${account.id}?on=2026-10-01`,
  'account-history': `#/sns/${account.id}?tab=history`,
  'account-papers': `#/sns/${account.id}?tab=papers`,
  'account-closed-papers': `?sns=closed#/sns/${account.id}?tab=papers`,
  'accounts-public': '#/sns/public',
  'accounts-public-first': '?unpublished#/sns/public',
  'accounts-check': '#/sns/check',
  'account-new': '#/sns/new',
  'account-edit': `#/sns/${account.id}/edit`,
  contractors: '#/contractor',
  'contractors-empty': '?empty#/contractor',
  contractor: `#/contractor/${review.keep.id}`,
  'contractor-new': '#/contractor/new',
  'contractor-edit': `#/contractor/${review.keep.id}/edit`,
  'contractor-duplicates': '#/contractor/duplicates',
  'contractor-merge': `#/contractor/merge/${review.keep.id}/${review.drop.id}`,
  'contractor-concentration': '#/contractor/concentration',
  incidents: '#/incident',
  'incidents-empty': '?empty#/incident',
  incident: `#/incident/${incident.id}`,
  'incident-papers': `#/incident/${incident.id}?tab=papers`,
  'incident-history': `#/incident/${incident.id}?tab=history`,
  'incident-new': `#/incident/new?contract=${id}`,
  'incident-edit': `#/incident/${incident.id}/edit`,
  risk: '#/risk',
  'risk-empty': '?empty#/risk',
  'risk-first': '?first-quarter#/risk',
  'risk-cell': '#/risk?inherent=4&measures=1',
  'risk-moved': '#/risk?moved=up',
  'risk-method': '#/risk/method',
  'risk-method-own': '?method=own#/risk/method',
  'risk-method-edit': '#/risk/method/edit',
  'risk-method-read': '?method=read#/risk/method/edit',
  'contract-risk': `#/contract/${id}?tab=risk`,
  catalogue: '#/catalogue?open=CT-01',
  people: '#/people?person=new',
  transfer: '#/transfer',
  'transfer-empty': '?empty#/transfer',
  history: '#/history',
  due: '#/due',
  'due-mine': '#/due?whose=mine&until=R9.3.31',
  'due-wrong': '#/due?until=あした',
  'due-year': '#/due?view=year',
  'due-year-table': '#/due?view=year&as=table',
  'due-year-sections': '#/due?view=year&group=section&kind=certificate',
  'due-year-next': '#/due?view=year&when=2027',
  'due-year-empty': '?empty#/due?view=year',
  'due-month': '#/due?view=month',
  'due-month-table': '#/due?view=month&as=table',
  'due-load': '#/due?view=load',
  'due-load-people': '#/due?view=load&open=税務課',
  'due-load-empty': '?empty#/due?view=load',
  'home-section': '#/?whose=section',
  settings: '#/settings',
  reminders: '#/settings/reminders',
  mail: '#/settings/reminders/mail',
  told: '#/settings/reminders/told',
  'told-empty': '?empty#/settings/reminders/told',
  import: '#/import/contract',
  usage: '#/cloud/usage',
  services: '#/cloud/services',
  'contract-then': `#/contract/${id}?on=2026-10-01`,
  'hard-list': '?hard#/contract',
  'hard-contract': `?hard#/contract/${id}`,
  'hard-edit': `?hard#/contract/${id}/edit`,
  'hard-annex': `?hard#/contract/${id}/annex`,
  'key-wrong': '?closed=key_wrong#/',
  damaged: '?closed=ledger_damaged#/',
  newer: '?closed=ledger_newer#/',
  lost: '#/nowhere',
};

const look = JSON.parse(readFileSync(new URL('../fake/answers/import_preview.json', import.meta.url), 'utf8'));
const refused = look.notes.find((note) => note.rejected);
const willWrite = look.counts.create + look.counts.update;
/** Chooses the file of the fake and waits for the look at it. */
async function choose(page) {
  await page.click('[data-testid=choose-file]');
  await page.waitForSelector('[data-testid=sheet]');
}
/** Does the step of a letter about the first due date, by keys alone. */
async function actByKey(page, letter, typed) {
  await page.waitForSelector('[data-due-row]');
  await page.keyboard.press('j');
  await page.keyboard.press(letter);
  await page.waitForSelector('[data-testid=save-act]');
  if (typed) await page.keyboard.type(typed);
}
/** What is seen on the way through an import, an export and a due date: where it begins, and the steps to it. */
const WAY = {
  'due-act': ['#/', (page) => actByKey(page, 'd')],
  'due-refused': [
    '#/',
    async (page) => {
      await actByKey(page, 's');
      await page.click('[data-testid=save-act]');
      await page.waitForSelector('[data-testid=problem-until]');
    },
  ],
  'due-hand-on': ['#/due', (page) => actByKey(page, 'h', '佐藤 健一')],
  'due-settled': [
    '#/due?settled=true',
    async (page) => {
      await actByKey(page, 'd', '検査の記録を残した。');
      await page.click('[data-testid=save-act]');
      await page.click('[data-testid=due-settled] [data-testid=act]');
      await page.waitForSelector('[data-testid=save-act]');
    },
  ],
  'due-letters': [
    '#/due',
    async (page) => {
      await page.click('[data-testid=write-letters]');
      await page.locator('[data-testid=choose]').first().check();
      await page.click('[data-testid=make-letters]');
      await page.waitForSelector('[data-testid=papers-written]');
    },
  ],
  'due-day': [
    '#/due?view=month',
    async (page) => {
      await page.locator('.month-table td:has(li) [data-day]').first().click();
      await page.waitForSelector('[data-testid=of-day]');
    },
  ],
  'due-beside': [
    `#/cloud/${cloud.id}`,
    async (page) => {
      await page.click('[data-testid=due-dates] [data-testid=act]');
      await page.waitForSelector('[data-testid=save-act]');
    },
  ],
  rule: [
    '#/settings/reminders',
    async (page) => {
      await page.click('[data-testid=change-RM-04]');
      await page.waitForSelector('[data-testid=save-rule]');
    },
  ],
  'rule-new': [
    '#/settings/reminders',
    async (page) => {
      await page.click('[data-testid=new-rule]');
      await page.waitForSelector('[data-testid=save-rule]');
    },
  ],
  preview: ['#/import/contract', choose],
  'preview-sheets': [
    '?sheets&file=D:/a.csv#/import/contract',
    async (page) => {
      await choose(page);
      await page.click('[data-testid=show-unread]');
    },
  ],
  'preview-update': [
    '#/import/contract?show=update',
    async (page) => {
      await choose(page);
      await page.click('[data-testid=show-update]');
    },
  ],
  'preview-repair': [
    '#/import/contract',
    async (page) => {
      await choose(page);
      await page.click(`[data-testid=type-${refused.row}]`);
      await page.keyboard.type('R9.3.31');
      await page.keyboard.press('Enter');
      await page.click('[data-testid=repairs] button');
      await page.keyboard.press('F8');
    },
  ],
  'preview-heading': [
    '#/import/contract',
    async (page) => {
      await choose(page);
      await page.locator('[data-testid^=heading-]').first().click();
      await page.waitForSelector('[role=menu]');
    },
  ],
  'import-refused': [
    '?book=file_missing&file=D:/a.csv#/import/cloud',
    async (page) => {
      await page.click('[data-testid=choose-file]');
      await page.waitForSelector('[data-testid=problems]');
    },
  ],
  'import-working': [
    '?slow=60000#/import/contract',
    async (page) => {
      await page.click('[data-testid=choose-file]');
      await page.waitForSelector('progress');
    },
  ],
  imported: [
    '#/import/contract',
    async (page) => {
      await choose(page);
      await page.click('[data-testid=run]');
      await page.waitForSelector('[data-testid=numbers]');
      await page.click('[data-testid=save-rejected]');
      await page.waitForSelector('[data-testid=rejected-saved]');
    },
  ],
  'import-undo': [
    '#/import/contract',
    async (page) => {
      await choose(page);
      await page.click('[data-testid=run]');
      await page.click('[data-testid=undo]');
      await page.waitForSelector('[role=alertdialog]');
    },
  ],
  'transfer-review': [
    '#/transfer',
    async (page) => {
      await page.click('[data-testid=choose-list]');
      await page.waitForSelector('[data-testid=counts]');
    },
  ],
  'transfer-change': [
    '#/transfer',
    async (page) => {
      await page.click('[data-testid=choose-list]');
      await page.locator('[data-testid^=change-all-]').first().click();
      await page.waitForSelector('[data-testid=successor]:focus');
    },
  ],
  'transfer-done': [
    '#/transfer',
    async (page) => {
      await page.click('[data-testid=choose-list]');
      await page.click('[data-testid=leave-open]');
      await page.click('[data-testid=apply]');
      await page.click('[data-testid=write-papers]');
      await page.waitForSelector('[data-testid=files]');
    },
  ],
  'usage-found': [
    '?file=D:/プロキシ集計.csv#/cloud/usage',
    async (page) => {
      await page.click('[data-testid=choose-file]');
      await page.waitForSelector('[data-testid=numbers]');
    },
  ],
  'usage-open': [
    '?file=D:/プロキシ集計.csv#/cloud/usage',
    async (page) => {
      await page.click('[data-testid=choose-file]');
      await page.waitForSelector('[data-testid=numbers]');
      const folded = page.locator('main button[aria-expanded=false]');
      while ((await folded.count()) > 0) await folded.first().click();
    },
  ],
  'usage-headings': [
    '?book=list_no_headings&file=D:/プロキシ集計.csv#/cloud/usage',
    async (page) => {
      await page.click('[data-testid=choose-file]');
      await page.waitForSelector('[data-testid=headings]');
    },
  ],
  'services-found': [
    '?file=D:/登録サービス一覧.csv#/cloud/services',
    async (page) => {
      await page.click('[data-testid=choose-file]');
      await page.waitForSelector('[data-testid=numbers]');
    },
  ],
  'services-taken': [
    '?file=D:/登録サービス一覧.csv#/cloud/services',
    async (page) => {
      await page.click('[data-testid=choose-file]');
      const unchosen = page.locator('main input[type=checkbox]:not(:checked)');
      while ((await unchosen.count()) > 0) await unchosen.first().check();
      await page.click('[data-testid=take]');
      await page.waitForSelector('[data-testid=taken]');
    },
  ],
  'accounts-checked': [
    '?file=D:/公式アカウント一覧.html#/sns/check',
    async (page) => {
      await page.click('[data-testid=choose-file]');
      await page.waitForSelector('[data-testid=numbers]');
    },
  ],
  'accounts-published': [
    '#/sns/public',
    async (page) => {
      await page.click('[data-testid=publish]');
      await page.waitForSelector('[data-testid=papers-written]');
    },
  ],
  'account-written': [
    `#/sns/${account.id}?tab=papers`,
    async (page) => {
      await page.click('[data-testid=write-papers]');
      await page.waitForSelector('[data-testid=papers-written]');
    },
  ],
  export: [
    '#/contract',
    async (page) => {
      await page.click('[data-testid=export]');
      await page.click('[data-testid=format-cp932]');
      await page.click('[data-testid=export-save]');
      await page.waitForSelector('[data-testid=exported]');
    },
  ],
};

const place =
  process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
if (!place) {
  console.error('no Chromium found. Install one (Debian, Ubuntu: apt-get install chromium), or name it in CHROMIUM.');
  process.exit(1);
}
const only = process.argv.slice(2);
mkdirSync(out, { recursive: true });
await buildWindow();
const script = await fakeScript();
const { address, stop } = await serve();
const browser = await chromium.launch({ executablePath: place, args: ['--headless', '--no-sandbox', '--disable-gpu'] });
const failures = [];

/** A fresh window; what it complains about on the console is a failure. */
async function window(name, { width = 1280, height = 800, language = 'ja', theme = 'light', media = {} } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'ja-JP', ...media });
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && failures.push(`${name}: ${message.text()}`));
  page.on('pageerror', (error) => failures.push(`${name}: ${error.message}`));
  await page.addInitScript(`if (location.protocol === 'http:') { ${script} }`);
  await page.addInitScript(
    (kept) => location.protocol === 'http:' && localStorage.setItem('sekisho.preferences', kept),
    JSON.stringify({ language, theme }),
  );
  return page;
}

async function show(page, where) {
  await page.goto('about:blank');
  await page.goto(address + where);
  await page.waitForSelector('h1');
  // Answers of the stand-in come at once; what is left is drawing.
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(150);
}

/** Both languages and both themes, a pair at a time: width hangs on the words and contrast on the colours, never on both, and a browser page keeps one core busy. */
async function inEveryLook(work) {
  const looks = [
    { language: 'ja', theme: 'light' },
    { language: 'en', theme: 'contrast' },
  ];
  await Promise.all(looks.map((look) => work(`${look.language}-${look.theme}`, look)));
}

/** What axe objects to, in one line each. */
async function axe(page) {
  const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await new AxeBuilder({ page }).withTags(levels).analyze();
  return violations.map(({ id, nodes }) => {
    const first = nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary?.split('\n')[1] ?? ''}`);
    return `${id} (${nodes.length}) ${first.join(' | ')}`;
  });
}

/** In the page: texts under 14 px, keys instead of texts, places that nobody filled. */
function badText() {
  const texts = [...document.querySelectorAll('body *')].filter(
    (element) =>
      [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()) &&
      element.checkVisibility(),
  );
  const small = texts.filter((element) => Number.parseFloat(getComputedStyle(element).fontSize) < 14);
  const unworded = document.body.innerText.match(/\bui\.[a-z_.]+|\{[a-z_]+\}/g) ?? [];
  return [
    ...small.slice(0, 3).map((element) => `under 14 px: ${element.textContent.slice(0, 30)}`),
    ...unworded.map((text) => `unworded: ${text}`),
  ];
}

/** In the page: by how much it is too wide. */
function sideways() {
  const too = (element) => element.scrollWidth - element.clientWidth;
  return Math.max(too(document.documentElement), too(document.querySelector('main')));
}

const tests = {
  async 'every screen can be read by everyone, in both languages and themes, and at 200 % zoom'() {
    await inEveryLook(async (name, look) => {
      const page = await window(name, look);
      for (const [screen, where] of Object.entries(SCREENS)) {
        await show(page, where);
        await page.screenshot({ path: `${out}${name}-${screen}.png` });
        const said = (text) => failures.push(`${name} ${screen}: ${text}`);
        for (const violation of await axe(page)) said(violation);
        for (const text of await page.evaluate(badText)) said(text);
        const wide = await page.evaluate(sideways);
        if (wide > 0) said(`${wide} px too wide`);
        await page.setViewportSize({ width: 640, height: 400 });
        const zoomed = await page.evaluate(sideways);
        if (zoomed > 0) said(`${zoomed} px too wide at 200 %`);
        if (name === 'ja-light') await page.screenshot({ path: `${out}zoom-${screen}.png`, fullPage: true });
        await page.setViewportSize({ width: 1280, height: 800 });
      }
      await page.context().close();
    });
  },

  async 'the way through an import can be read by everyone, in both languages and themes, and at 200 % zoom'() {
    await inEveryLook(async (name, look) => {
      const page = await window(name, look);
      for (const [screen, [where, steps]] of Object.entries(WAY)) {
        await show(page, where);
        await steps(page);
        await page.waitForTimeout(200);
        await page.screenshot({ path: `${out}${name}-${screen}.png` });
        const said = (text) => failures.push(`${name} ${screen}: ${text}`);
        for (const violation of await axe(page)) said(violation);
        for (const text of await page.evaluate(badText)) said(text);
        const wide = await page.evaluate(sideways);
        if (wide > 0) said(`${wide} px too wide`);
        await page.setViewportSize({ width: 640, height: 400 });
        const zoomed = await page.evaluate(sideways);
        if (zoomed > 0) said(`${zoomed} px too wide at 200 %`);
        if (name === 'ja-light') await page.screenshot({ path: `${out}zoom-${screen}.png`, fullPage: true });
        await page.setViewportSize({ width: 1280, height: 800 });
      }
      await page.context().close();
    });
  },

  async 'a ledger is looked at, corrected and taken by keyboard alone'() {
    const page = await window('import');
    await show(page, '#/import/contract');
    await page.keyboard.press('Control+o');
    await page.waitForSelector('[data-testid=sheet]');
    assert.match(await page.textContent('[data-testid=run]'), new RegExp(`^${willWrite}`));
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('[role=row][aria-rowindex="2"][aria-selected=true]');
    for (let at = 0; at <= look.notes.indexOf(refused); at++) await page.keyboard.press('F8');
    await page.waitForSelector(`[data-testid=line-${refused.row}][aria-selected=true]`);
    const seen = await page.evaluate((row) => {
      const line = document.querySelector(`[data-testid=line-${row}] .sheet-rejected`).getBoundingClientRect();
      const box = document.querySelector('[data-testid=sheet]').getBoundingClientRect();
      return line.left >= box.left && line.right <= box.right && line.top >= box.top && line.bottom <= box.bottom;
    }, refused.row);
    assert.ok(seen, 'the cell in doubt is brought into sight');
    await page.locator(`[data-testid=type-${refused.row}]`).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('R9.3.31');
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      (count) => document.querySelector('[data-testid=run]').textContent.startsWith(String(count)),
      willWrite + 1,
    );
    await page.keyboard.press('Escape');
    await page.waitForSelector('[role=alertdialog]');
    assert.deepEqual(await axe(page), []);
    await page.keyboard.press('Escape');
    await page.waitForSelector('[role=alertdialog]', { state: 'detached' });
    await page.locator('[data-testid=run]').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-testid=numbers]');
    await page.context().close();
  },

  async 'a due date is settled by keyboard alone, and the next row has the focus'() {
    const page = await window('due-keys');
    await show(page, '#/');
    const first = () => page.getAttribute('[data-due-row]', 'data-due-row');
    const before = await first();
    await actByKey(page, 'd', '検査の記録を残した。');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector(`[data-due-row="${before}"]`, { state: 'detached' });
    await page.waitForSelector('[data-row-focus]:focus');
    await page.keyboard.press('ArrowDown');
    const focused = await page.evaluate(() => document.activeElement.closest('[data-due-row]').dataset.dueRow);
    assert.notEqual(focused, await first());
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => /#\/(contract|cloud|sns)\//.test(location.hash));
    await page.context().close();
  },

  async 'the list of due dates is printed whole on landscape paper'() {
    const page = await window('due-paper');
    await show(page, '#/due');
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.isHidden('[data-testid=act] >> nth=0'), 'nothing to press on paper');
    await page.pdf({ path: `${out}due.pdf`, preferCSSPageSize: true });
    await page.context().close();
  },

  async 'a year, a month and the load of due dates are looked at by keyboard, and printed on landscape paper'() {
    const page = await window('due-pictures');
    await show(page, '?contracts=10000#/due?view=year');
    await page.waitForSelector('[data-row-focus]');
    assert.ok((await page.locator('[data-row-focus]').count()) <= 200, 'a page of rows, not ten thousand');
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowDown');
    const second = await page.evaluate(
      () => [...document.querySelectorAll('[data-row-focus]')].indexOf(document.activeElement) === 1,
    );
    assert.ok(second, 'the arrows move over the rows');
    await page.click('[data-testid=page-after]');
    await page.waitForURL(/page=1/);
    await page.keyboard.press('t');
    await page.waitForSelector('[data-testid=year-rows]');
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press('PageDown');
    await page.waitForURL((url) => url.hash.includes('when=2026-10') && !url.hash.includes('page='));
    await show(page, '#/due?view=month');
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('[data-day]:focus');
    const before = await page.evaluate(() => document.activeElement.dataset.day);
    await page.keyboard.press('ArrowRight');
    const after = await page.evaluate(() => document.activeElement.dataset.day);
    assert.equal((Date.parse(after) - Date.parse(before)) / 86_400_000, 1);
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-testid=of-day]');
    await page.keyboard.press('PageUp');
    for (const view of ['year', 'month', 'load']) {
      await show(page, `#/due?view=${view}`);
      await page.emulateMedia({ media: 'print' });
      assert.ok(await page.isHidden('[role=tablist]'), 'nothing to press on paper');
      const format = view === 'year' ? 'A3' : 'A4';
      await page.pdf({ path: `${out}due-${view}.pdf`, format, landscape: true });
      await page.emulateMedia({ media: null });
    }
    await page.context().close();
  },

  async 'a dropped file is looked at, and a slow look can be stopped'() {
    const page = await window('drop');
    await show(page, '?slow=60000#/import/contract');
    await page.evaluate(() => globalThis.dropFile('D:\\契約\\台帳 令和8年度.xlsx'));
    await page.waitForSelector('progress[value]');
    await page.click('[data-testid=stop]');
    await page.waitForSelector('[data-testid=working]', { state: 'detached' });
    assert.ok(await page.isEnabled('[data-testid=choose-file]'));
    await page.context().close();
  },

  async 'a hundred thousand lines of a sheet are scrolled'() {
    const page = await window('lines');
    await show(page, '?lines=104318#/import/contract');
    await choose(page);
    await page.focus('[data-testid=sheet]');
    await page.keyboard.press('End');
    await page.waitForSelector('[role=row][aria-rowindex="104319"][aria-selected=true] [role=gridcell]:nth-child(2)');
    assert.ok((await page.locator('[role=row]').count()) < 80, 'only the rows in sight are in the document');
    await page.keyboard.press('Home');
    await page.waitForSelector('[role=row][aria-rowindex="2"][aria-selected=true]');
    await page.context().close();
  },

  async 'a hundred thousand contracts are walked by keyboard'() {
    const page = await window('many');
    await show(page, '?contracts=104318#/contract');
    await page.waitForSelector('[role=row][aria-selected=true]');
    assert.match(await page.textContent('[data-testid=count-rows]'), /104,318/);
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.getAttribute('[aria-selected=true]', 'aria-rowindex'), '4');
    for (let at = 0; at < 20; at++) await page.keyboard.press('ArrowDown');
    await page.waitForSelector('[role=row][aria-rowindex="24"][aria-selected=true]');
    const inside = await page.evaluate(() => {
      const row = document.querySelector('[role=row][aria-selected=true]').getBoundingClientRect();
      const box = document.querySelector('[role=grid]').getBoundingClientRect();
      return row.top >= box.top && row.bottom <= box.bottom;
    });
    assert.ok(inside, 'the row one is on is whole in sight');
    await page.keyboard.press('End');
    await page.waitForSelector('[role=row][aria-rowindex="104319"][aria-selected=true]');
    assert.ok((await page.locator('[role=row]').count()) < 80, 'only the rows in sight are in the document');
    await page.keyboard.press('ArrowUp');
    const kept = '[role=row][aria-rowindex="104318"][aria-selected=true]';
    await page.waitForSelector(kept);
    const focused = await page.evaluate(
      () => document.getElementById(document.activeElement.getAttribute('aria-activedescendant')) !== null,
    );
    assert.ok(focused, 'the grid points at a row that is there');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-testid=make-annex]');
    await page.keyboard.press('Alt+ArrowLeft');
    await page.waitForSelector(kept);
    await page.context().close();
  },

  async 'filters stand in the address and wait for the input method'() {
    const page = await window('filter');
    await show(page, '#/contract');
    await page.keyboard.press('/');
    const field = page.locator('[data-testid=filter-text]');
    await field.evaluate((input) => {
      const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
      input.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
      set.call(input, 'し');
      input.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    });
    await page.waitForTimeout(400);
    assert.ok(!page.url().includes('text='), 'nothing is filtered while composing');
    await field.evaluate((input) => {
      const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
      set.call(input, 'システム');
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      input.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    });
    await page.waitForURL(/text=/);
    await page.locator('[data-testid=filter-status]').press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/status=/);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('清掃');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => !url.href.includes('status='));
    await page.keyboard.press('Escape');
    await page.context().close();
  },

  async 'facts are answered by letters and unsaved answers are guarded'() {
    const page = await window('facts');
    await show(page, `#/contract/${id}/edit?part=facts&fact=${open}`);
    await page.waitForFunction((fact) => document.activeElement?.closest('[data-fact]')?.dataset.fact === fact, open);
    const chosen = (answer) => page.locator(`[data-testid=fact-${open}-${answer}] input`).isChecked();
    await page.keyboard.press('y');
    assert.ok(await chosen('yes'));
    await page.keyboard.press('n');
    assert.ok(await chosen('no'));
    await page.keyboard.press('u');
    assert.ok(await chosen('unknown'));
    await page.keyboard.press('y');
    await page.waitForFunction(
      (before) => document.querySelector('[data-testid=count-applies]').textContent !== before,
      String(record.counts.applies),
    );
    await page.click('[data-testid=nav-history]');
    await page.waitForSelector('[role=alertdialog]');
    await page.screenshot({ path: `${out}guard.png` });
    assert.deepEqual(await axe(page), []);
    await page.click('[data-testid=leave-stay]');
    assert.match(page.url(), /edit/);
    await page.keyboard.press('Control+s');
    await page.waitForSelector('[data-testid=make-annex]');
    await page.context().close();
  },

  async 'a contract is registered, answered, saved, and its papers are written'() {
    const page = await window('story');
    await show(page, '#/');
    await page.click('[data-testid=nav-contract]');
    await page.click('[data-testid=new-contract]');
    await page.click('[data-testid=save]');
    await page.waitForSelector('[data-testid=problem-title]');
    assert.equal(
      await page.evaluate(() => document.activeElement.getAttribute('name')),
      'title',
      'the focus goes to the problem',
    );
    await page.fill('[name=title]', '令和９年度　住民情報システム運用保守業務委託');
    await page.fill('[name="contractor.name"]', '株式会社𠮷野データ');
    await page.fill('[name=starts_on]', 'x');
    await page.press('[name=starts_on]', 'Tab');
    await page.waitForSelector('[data-testid=problem-starts_on]');
    await page.fill('[name=starts_on]', 'R9.4.1');
    await page.waitForSelector('[data-testid=understood-starts_on]');
    await page.screenshot({ path: `${out}story-new.png` });
    await page.click('[data-testid=fact-handles_personal_info-yes]');
    await page.waitForFunction(() => Number(document.querySelector('[data-testid=count-applies]').textContent) > 0);
    await page.click('[data-testid=save]');
    await page.click('[data-testid=make-annex]');
    await page.click('[data-testid=write-word]');
    await page.waitForSelector('[data-testid=written-file]');
    await page.screenshot({ path: `${out}story-written.png` });
    await page.context().close();
  },

  async 'what somebody else saved is shown, and what was typed is kept'() {
    const page = await window('conflict');
    await show(page, `?conflict#/contract/${id}/edit`);
    await page.fill('[name=title]', '住民税システム運用保守業務委託（変更）');
    await page.click('[data-testid=save]');
    await page.click('[data-testid=read-again]');
    await page.waitForSelector('[data-testid=elsewhere]');
    assert.equal(await page.inputValue('[name=title]'), '住民税システム運用保守業務委託（変更）');
    await page.screenshot({ path: `${out}conflict.png` });
    await page.click('[data-testid=save]');
    await page.waitForSelector('[data-testid=make-annex]');
    await page.context().close();
  },

  async 'an account is found by keyboard, handed over, and what another person saved is shown first'() {
    const page = await window('account');
    await show(page, '?conflict#/');
    await page.click('[data-testid=nav-sns]');
    await page.waitForSelector('[role=row][aria-selected=true]');
    await page.keyboard.press('/');
    await page.keyboard.type(account.handle);
    await page.waitForURL(/text=/);
    await page.keyboard.press('Enter');
    await page.waitForSelector(`[data-testid="sns-row-${account.id}"][aria-selected=true]`);
    await page.keyboard.press('e');
    await page.fill('[name=owner]', '林 智也');
    await page.fill('[name=owner_since]', 'R9.4.1');
    await page.keyboard.press('Control+s');
    await page.click('[data-testid=read-again]');
    await page.waitForSelector('[data-testid=elsewhere]');
    assert.equal(await page.inputValue('[name=owner]'), '林 智也');
    await page.click('[data-testid=save]');
    await page.waitForSelector('[data-testid=record-status]');
    assert.match(await page.textContent('main'), /林 智也/);
    await page.context().close();
  },

  async 'a cloud use without a name is refused under its field, and a typed one is guarded and saved'() {
    const page = await window('cloud');
    await show(page, '#/cloud');
    await page.click('[data-testid=new-record]');
    await page.click('[data-testid=save]');
    await page.waitForSelector('[data-testid=problem-service]');
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('name')), 'service');
    await page.fill('[name=service]', 'ナギサ会議');
    await page.fill('[name="provider.name"]', '株式会社ナギサ');
    await page.screenshot({ path: `${out}cloud-typed.png` });
    await page.click('[data-testid=nav-history]');
    await page.waitForSelector('[role=alertdialog]');
    await page.click('[data-testid=leave-stay]');
    await page.keyboard.press('Control+s');
    await page.waitForSelector('[data-testid=record-status]');
    await page.context().close();
  },

  async 'a cloud use that was approved warns before a change sends it back, and a form asks what only this use needs'() {
    const page = await window('cloud-reopens');
    await show(page, `?cloud=approved#/cloud/${waits.cloud.id}/edit`);
    assert.equal(await page.locator('[data-testid=reopens]').count(), 0);
    await page.fill('[name=locations]', '東京・大阪');
    await page.waitForSelector('[data-testid=reopens]');
    await page.click('[data-testid=all-fields]');
    await page.click('[data-testid=add-assurances]');
    await page.click('[data-testid=add-subprocessors]');
    await page.click('[data-testid=add-checks]');
    await page.click('[data-testid="keep-assurances.0.evidence"]');
    await page.screenshot({ path: `${out}cloud-reopens.png`, fullPage: true });
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(await page.evaluate(badText), []);
    await page.setViewportSize({ width: 1280, height: 3600 });
    await page.screenshot({ path: `${out}cloud-form.png` });
    await page.setViewportSize({ width: 640, height: 400 });
    assert.ok((await page.evaluate(sideways)) <= 0, 'not too wide at 200 %');
    await page.context().close();
  },

  async 'an account is registered from the address that was pasted, without a password, and its card prints'() {
    const page = await window('account-form');
    await show(page, '#/sns');
    await page.keyboard.press('n');
    await page.fill('[name=url]', 'https://www.instagram.com/shiomi_port/?igsh=1');
    await page.waitForSelector('[data-testid=understood-url]');
    await page.fill('[name=name]', '潮見港まつり');
    await page.fill('[name=devices]', '公用端末 パスワード：port2026');
    await page.waitForSelector('[data-testid=problem-devices]');
    await page.click('[data-testid=add-response]');
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(await page.evaluate(badText), []);
    await page.setViewportSize({ width: 1280, height: 2600 });
    await page.screenshot({ path: `${out}account-form.png` });
    await page.setViewportSize({ width: 640, height: 400 });
    assert.ok((await page.evaluate(sideways)) <= 0, 'not too wide at 200 %');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.fill('[name=devices]', '公用端末');
    await page.waitForSelector('[data-testid=problem-devices]', { state: 'detached' });
    await page.keyboard.press('Control+s');
    await page.waitForSelector('[data-testid=card]');
    await show(page, `?sns=approved#/sns/${account.id}/edit`);
    await page.fill('[name=reply_policy]', '返信する');
    await page.waitForSelector('[data-testid=reopens]');
    assert.deepEqual(await axe(page), []);
    await page.screenshot({ path: `${out}account-reopens.png` });
    await show(page, `?sns=own#/sns/${account.id}`);
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.isHidden('[data-testid=hand-over]'), 'what is done is not printed');
    assert.ok(await page.isVisible('[data-testid=card]'));
    await page.pdf({ path: `${out}account.pdf`, preferCSSPageSize: true });
    await page.context().close();
  },

  async 'an application is found in the inbox, read item by item and decided by keyboard'() {
    const page = await window('cloud-decide');
    await show(page, '?cloud=decision#/');
    await page.click('[data-testid=top-waiting]');
    await page.locator('[data-testid=mine] a').first().click();
    await page.waitForSelector('[data-testid=do-decide]:disabled');
    await page.keyboard.press('c');
    await page.waitForURL(/show=changed/);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-testid^=requirement-panel-]');
    await page.click('[data-testid^=answer-]');
    await page.click('[data-testid=verdict-nonconforming]');
    await page.click('[data-testid=keep-evidence]');
    await page.fill('[name=evidence-title]', '登録証（令和8年10月）');
    await page.screenshot({ path: `${out}cloud-answer.png` });
    assert.deepEqual(await axe(page), []);
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-testid=keep-do]', { state: 'detached' });
    assert.equal(await page.locator('[name=evidence] option:checked').textContent(), '登録証（令和8年10月）');
    await page.click('[data-testid=close-form]');
    await page.click('[data-testid=leave-drop]');
    await page.keyboard.press('m');
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('name')), 'comment');
    await page.keyboard.press('Escape');
    await page.click('[data-testid=decide-approved]');
    await page.waitForSelector('[data-testid=stands-in-the-way]');
    await page.click('[data-testid=decide-conditional]');
    await page.fill('[name=condition-0]', '再委託先の対策状況を令和9年1月15日までに提出すること。');
    await page.click('[data-testid=grant-CL-14]');
    await page.click('[data-testid=acting] input');
    await page.setViewportSize({ width: 1280, height: 1400 });
    await page.screenshot({ path: `${out}cloud-decide.png` });
    assert.deepEqual(await axe(page), []);
    assert.equal(await page.locator('main .btn-filled').count(), 1);
    await page.click('[data-testid=acting] input');
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('[data-testid=do-decide]', { state: 'detached' });
    await page.context().close();
  },

  async 'a log is compared and a host left out by keyboard alone, and the record and the way back are found'() {
    const page = await window('usage');
    await show(page, '?file=D:/プロキシ集計.csv#/cloud/usage');
    await page.keyboard.press('Control+o');
    await page.waitForSelector('[data-testid=numbers]');
    const ignore = page.locator('[data-testid^=ignore-]').first();
    const host = (await ignore.getAttribute('data-testid')).replace('ignore-', '');
    await ignore.focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector(`[data-testid="host-${host}"]`, { state: 'detached' });
    assert.equal(await page.inputValue('[name=ignore]'), host);
    await page.locator('[data-testid=unused] a').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/#\/cloud\/[0-9a-f-]{36}$/);
    await page.keyboard.press('Alt+ArrowLeft');
    await page.waitForSelector('[data-testid=numbers]');
    assert.equal(await page.locator(`[data-testid="host-${host}"]`).count(), 0, 'still left out');
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.isHidden('[name=ignore]'), 'what is decided is not printed');
    assert.ok(await page.isVisible('[data-testid=unapproved]'));
    await page.pdf({ path: `${out}usage.pdf`, preferCSSPageSize: true });
    await page.context().close();
  },

  async 'a saved page is checked by keyboard alone, an account of it is opened, and the way back finds the same check'() {
    const page = await window('check');
    await show(page, '?file=D:/公式アカウント一覧.html#/sns/check');
    await page.keyboard.press('Control+o');
    await page.waitForSelector('[data-testid=numbers]');
    await page.locator('[data-testid=near] a').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/#\/sns\/[0-9a-f-]{36}$/);
    await page.keyboard.press('Alt+ArrowLeft');
    await page.waitForSelector('[data-testid=near] table');
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.isVisible('[data-testid=missing]'));
    await page.pdf({ path: `${out}check.pdf`, preferCSSPageSize: true });
    await page.context().close();
  },

  async 'the list that is published can be read by everyone, in both languages, light and dark, and no part of it is moved by the browser'() {
    for (const language of ['ja', 'en'])
      for (const colorScheme of ['light', 'dark']) {
        const published = new URL(`../../../tests/sns/accounts.${language}.html`, import.meta.url);
        const page = await window('published', { media: { bypassCSP: true, colorScheme } });
        await page.goto(published.href);
        assert.deepEqual(await axe(page), [], `${language} ${colorScheme}`);
        // A page that is not valid HTML is mended by the browser: elements come, go or move.
        const read = await page.evaluate(() =>
          [...document.querySelectorAll('*:not(tbody)')].map((one) => one.localName),
        );
        const written = readFileSync(published, 'utf8').matchAll(/<([a-z][a-z0-9]*)/g);
        assert.deepEqual(
          read,
          [...written].map(([, name]) => name).filter((name) => name !== 'tbody'),
        );
        const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map((one) => one.id));
        assert.equal(new Set(ids).size, ids.length, 'an id stands once');
        await page.context().close();
      }
  },

  async 'a list is looked at and only what was chosen is taken over'() {
    const page = await window('services');
    await show(page, '?file=D:/登録サービス一覧.csv#/cloud/services');
    await page.selectOption('[name=kind]', 'ismap_liu');
    await page.click('[data-testid=choose-file]');
    await page.waitForSelector('[data-testid=numbers]');
    const [chosen, all] = [
      await page.locator(':checked[type=checkbox]').count(),
      await page.locator('[type=checkbox]').count(),
    ];
    assert.ok(chosen > 0 && chosen < all, `${chosen} of ${all}`);
    await page.click('[data-testid=take]');
    await page.waitForSelector('[data-testid=taken]');
    await page.waitForFunction((left) => document.querySelectorAll('[type=checkbox]').length === left, all - chosen);
    assert.ok(await page.isDisabled('[data-testid=take]'));
    await page.context().close();
  },

  async 'a folder that cannot be written says so'() {
    const page = await window('unwritable');
    await show(page, `?unwritable#/contract/${id}/annex`);
    await page.click('[data-testid=write-word]');
    await page.waitForSelector('[data-testid=problems]');
    await page.screenshot({ path: `${out}unwritable.png` });
    await page.context().close();
  },

  async 'a contract is seen as it was, without a way to change it'() {
    const page = await window('then');
    await show(page, `#/contract/${id}?tab=history`);
    await page.fill('[name=on]', 'いつか');
    await page.click('[data-testid=show-as-of]');
    await page.waitForSelector('[data-testid=problem-on]');
    await page.fill('[name=on]', 'R8.10.1');
    await page.press('[name=on]', 'Enter');
    await page.waitForSelector('[data-testid=as-of]');
    assert.equal(await page.locator('[data-testid=edit], [data-testid=make-annex], [data-testid^=waive-]').count(), 0);
    await page.click('[data-testid=as-of-back]');
    await page.waitForSelector('[data-testid=make-annex]');
    await page.context().close();
  },

  async 'the recovery key is shown only when asked for, and alone on paper'() {
    const page = await window('recovery');
    await show(page, '#/settings');
    assert.equal(await page.locator('[data-testid=recovery-key]').count(), 0);
    await page.click('[data-testid=recovery-show]');
    await page.waitForSelector('[data-testid=recovery-key]');
    await page.screenshot({ path: `${out}recovery.png` });
    assert.deepEqual(await axe(page), []);
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('[data-testid=recovery-sheet]').isVisible());
    assert.ok(await page.isHidden('#root'), 'nothing but the sheet');
    await page.screenshot({ path: `${out}recovery-sheet.png` });
    await page.emulateMedia({ media: 'screen' });
    await page.click('[data-testid=recovery-hide]');
    assert.equal(await page.locator('[data-testid=recovery-key]').count(), 0);
    await page.context().close();
  },

  async 'a day on which the office closes is added by keyboard alone'() {
    const page = await window('closed-days');
    await show(page, '#/settings');
    await page.locator('[data-testid="add-calendar.days"]').focus();
    await page.keyboard.press('Enter');
    const added = page.locator('[data-testid="calendar.days-2"]');
    await added.locator('[name="calendar.days.2.on"]').focus();
    await page.keyboard.type('R9.11.15');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('開庁記念日');
    assert.equal(await added.locator('[name="calendar.days.2.name"]').inputValue(), '開庁記念日');
    await page.setViewportSize({ width: 1280, height: 1500 });
    await page.screenshot({ path: `${out}closed-days.png` });
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(await page.evaluate(badText), []);
    await page.keyboard.press('Control+s');
    await page.waitForFunction(() => document.querySelector('[data-testid=notice]').textContent !== '');
    await page.context().close();
  },

  async 'a reason not to apply a requirement is recorded in place'() {
    const page = await window('waiver');
    const missing = record.requirements.find((row) => row.state === 'missing').id;
    await show(page, `#/contract/${id}?open=${missing}`);
    await page.click(`[data-testid=waive-${missing}]`);
    await page.fill('[name=reason]', '単年度の契約に改めたため');
    await page.screenshot({ path: `${out}waiver.png` });
    await page.click('[data-testid=save-waiver]');
    await page.waitForFunction(() => document.querySelector('[data-testid=notice]').textContent !== '');
    await page.context().close();
  },

  async 'leaving out a requirement is applied for with its reason, and then stands at the head of the contract as waiting'() {
    const page = await window('waiver-apply');
    const missing = record.requirements.find((row) => row.state === 'missing').id;
    await show(page, `#/contract/${id}?open=${missing}`);
    await page.click(`[data-testid=apply-waiver-${missing}]`);
    await page.click('[data-testid=do-apply-waiver]');
    await page.waitForSelector('[data-testid=problem-waiver-reason]');
    await page.fill('[name=waiver-reason]', '作業は庁舎内に限り、情報を持ち出さないため');
    await page.screenshot({ path: `${out}waiver-apply.png` });
    assert.deepEqual(await axe(page), []);
    await page.click('[data-testid=do-apply-waiver]');
    await page.waitForSelector(`[data-testid="matter-waiver:${missing}"] [data-testid=waiting]`);
    await page.waitForSelector(`[data-testid="waits-waiver:${missing}"]`);
    await page.screenshot({ path: `${out}waiver-applied.png` });
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(await page.evaluate(badText), []);
    await page.context().close();
  },

  async 'a waiver is found in the inbox by what it is about and decided by keyboard, and so is a consent'() {
    const page = await window('matter-decide');
    await show(page, '?contract=decision#/inbox');
    await page.screenshot({ path: `${out}inbox-matters.png` });
    await page.locator('[data-testid=mine] tr', { hasText: 'CT-05' }).locator('a').click();
    await page.waitForURL(/open=CT-05/);
    await page.click('[data-testid=decide-conditional]');
    await page.fill('[name=condition-0]', '年度の終わりに見直すこと。');
    await page.setViewportSize({ width: 1280, height: 1500 });
    await page.screenshot({ path: `${out}matter-decide.png` });
    assert.deepEqual(await axe(page), []);
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('[data-testid=do-decide]', { state: 'detached' });
    await page.locator(`[data-testid="waits-subcontract:${further.id}"] button`).click();
    await page.waitForSelector('[data-testid=do-decide]:disabled');
    await page.click('[data-testid=decide-approved]');
    await page.screenshot({ path: `${out}subcontract-decide.png` });
    assert.deepEqual(await axe(page), []);
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('[data-testid=do-decide]', { state: 'detached' });
    await page.context().close();
  },

  async 'the list of keys opens and closes, and letters can be switched off'() {
    const page = await window('keys');
    await show(page, '#/contract');
    await page.keyboard.press('?');
    await page.waitForSelector('[role=dialog]');
    await page.screenshot({ path: `${out}keys.png` });
    await page.keyboard.press('Escape');
    await page.waitForSelector('[role=dialog]', { state: 'detached' });
    await show(page, '#/settings');
    await page.click('[data-testid=keys-off]');
    await page.click('[data-testid=nav-contract]');
    await page.waitForSelector('[role=grid]');
    await page.keyboard.press('n');
    await page.waitForTimeout(200);
    assert.match(page.url(), /#\/contract$/);
    await page.context().close();
  },

  async 'an incident shows the days of its reports while one types, and what is pressed to leave a wrong day stays where it was'() {
    const [, [over, { view }], [ahead]] = Object.entries(incidentChecks);
    const page = await window('incident');
    await show(page, '#/incident/new');
    await page.fill('[name=title]', '誤送付');
    await page.fill('[name=known_on]', over);
    const [, month, day] = view.steps[0].due_on.split('-').map(Number);
    await page.waitForSelector(`[data-testid=step-initial] >> text=${month}月${day}日`);
    await page.fill('[name=known_on]', ahead);
    await page.waitForTimeout(600);
    // The problem under the day moves everything below it, but not before the press has ended.
    await page.click('[data-testid=personal_info-yes]', { delay: 80 });
    await page.waitForSelector('[data-testid=problem-known_on]');
    assert.ok(await page.isChecked('[data-testid=personal_info-yes] input'), 'the answer was given');
    await page.screenshot({ path: `${out}incident-form.png` });
    await page.context().close();
  },

  async 'the matrix narrows the list by keyboard alone, a row leads to the risk of its contract, and the way back finds the same list'() {
    const page = await window('risk');
    await show(page, '#/risk');
    await page.locator('[data-testid=cell-4-1]').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#\/risk\?inherent=3&measures=2$/);
    const said = Number(await page.textContent('[data-testid=cell-3-2] b'));
    await page.waitForFunction((n) => document.querySelectorAll('[data-testid^=risk-row-]').length === n, said);
    await page.locator('[role=grid]').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-testid=contract-risk]');
    await page.keyboard.press('Alt+ArrowLeft');
    await page.waitForSelector('[data-testid=cell-3-2][aria-current=true]');
    await page.evaluate(() => {
      globalThis.print = () => {};
    });
    await page.keyboard.press('Control+p');
    await page.waitForSelector('.print-only table', { state: 'attached' });
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.isVisible('.risk-matrix'), 'the picture is on the paper');
    assert.ok(await page.isHidden('[data-testid=report]'), 'what can be pressed is not');
    await page.pdf({ path: `${out}risk.pdf`, preferCSSPageSize: true });
    await page.context().close();
  },

  async 'a wrong figure of the method is found by keyboard, and what was typed is not lost without a question'() {
    const page = await window('method');
    await show(page, '#/risk/method');
    await page.keyboard.press('e');
    await page.waitForURL(/method\/edit$/);
    await page.fill('[name="inherent.points.confidentiality.1"]', '９');
    await page.waitForSelector('[data-testid="problem-inherent.points.confidentiality.2"]');
    assert.deepEqual(await axe(page), []);
    assert.deepEqual(await page.evaluate(badText), []);
    await page.screenshot({ path: `${out}method-wrong.png` });
    await page.keyboard.press('Escape');
    await page.waitForSelector('[role=alertdialog]');
    await page.click('[data-testid=leave-stay]');
    await page.fill('[name="inherent.points.confidentiality.1"]', '3');
    await page.waitForSelector('[data-testid="problem-inherent.points.confidentiality.2"]', { state: 'detached' });
    await page.fill('[name=reason]', '公開を前提としない情報を重くみるため');
    await page.keyboard.press('Control+s');
    await page.waitForURL(/#\/risk\/method$/);
    await page.waitForSelector('[data-testid=changed]');
    await page.context().close();
  },

  async 'forced colours and print keep the marks'() {
    const page = await window('forced', { media: { forcedColors: 'active' } });
    await show(page, `#/contract/${id}`);
    await page.screenshot({ path: `${out}forced-contract.png` });
    await page.emulateMedia({ media: 'print', forcedColors: 'none' });
    assert.ok(await page.isHidden('#rail'), 'no rail on paper');
    await page.pdf({ path: `${out}contract.pdf`, preferCSSPageSize: true });
    await page.context().close();
  },
};

for (const [name, test] of Object.entries(tests)) {
  if (only.length > 0 && !only.some((word) => name.includes(word))) continue;
  const before = failures.length;
  try {
    await test();
  } catch (error) {
    failures.push(`${name}: ${error.message}`);
  }
  console.log(`${failures.length === before ? 'ok    ' : 'FAILED'} ${name}`);
}
await browser.close();
await stop();
for (const failure of failures) console.log(`  ${failure}`);
console.log(failures.length === 0 ? 'all browser tests pass' : `${failures.length} failures`);
process.exit(failures.length === 0 ? 0 : 1);
