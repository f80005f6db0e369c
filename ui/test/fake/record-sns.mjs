/** Records the answers about official accounts: makes a sample office of its own, publishes the list and checks a saved page, and takes one account through its application, its review, its decision and a change, as each person sees it. Run after a change of the commands, the catalogue or the sample: `cargo build -p sekisho-cli && node test/fake/record-sns.mjs`. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const answers = fileURLToPath(new URL('./answers/', import.meta.url));
const program = join(root, 'target/debug', process.platform === 'win32' ? 'sekisho.exe' : 'sekisho');
const office = mkdtempSync(join(tmpdir(), 'sekisho-'));
const where = ['--ledger', join(office, 'sekisho.db'), '--key-file', join(office, 'key')];
const [PR, APPROVER, APPLICANT] = ['h-kosaka', 'm-omori', 'a-mori'].map((name) => `SHIOMI\\${name}`);
/** An account with much to put right; one of which all is known; one that is closed; one that is applied for and approved here. */
const [BUSY, WHOLE, CLOSED, APPLIED] = ['shiomi_bousai', 'shiomi_city', 'shiomi_sports', 'shiomi_kanko'];
/** The contract under which the account is run that is applied for. */
const CONTRACT = 'R8-018';
const site = 'D:\\公開\\';

/** A saved page as others change it: a name with a look-alike letter, two links under each other's names, an account that nobody knows, a short link, and one account left out. */
function altered(page) {
  const more =
    '<p><a href="https://x.com/shiomi_clty">潮見市公式</a> <a href="https://www.instagram.com/asanagi_town">朝凪町</a> ' +
    '<a href="https://x.com/shiomi_bousai">潮見市公式</a> <a href="https://bit.ly/3AbCdEf">アンケート</a></p></main>';
  return page.replace(/<tr>(?:(?!<\/tr>)[\s\S])*shiomi_kanko[\s\S]*?<\/tr>/, '').replace('</main>', more);
}

function ask(name, request = {}, account = PR) {
  const env = { ...process.env, SEKISHO_TEST_ACCOUNT: account };
  const options = { input: JSON.stringify(request), encoding: 'utf8', maxBuffer: 1 << 28, env };
  return JSON.parse(execFileSync(program, ['--json', ...where, 'call', name, '-'], options));
}

function keep(name, answer) {
  writeFileSync(join(answers, `${name}.json`), `${JSON.stringify(answer, null, 1)}\n`);
  console.log(name);
  return answer;
}

try {
  execFileSync(program, ['init', '--sample', ...where]);
  const { rows } = keep('sns_list', ask('sns_list', { limit: 500 }));
  const idOf = (handle, medium) => rows.find((row) => row.handle === handle && (!medium || row.medium === medium)).id;
  const busy = idOf(BUSY);
  keep('sns_show', ask('sns_show', { id: busy }));
  keep('sns_history', ask('sns_history', { id: busy }));
  keep('sns_holders', ask('record_holders', { register: 'sns', id: busy }));
  keep('sns_blank', ask('sns_blank'));
  keep('sns_whole', ask('sns_show', { id: idOf(WHOLE) }));
  keep('sns_closed', ask('sns_show', { id: idOf(CLOSED) }));

  keep('sns_public_first', ask('sns_public_list'));
  const contact = '潮見市広報課　電話 0100-00-0000';
  const { html } = ask('sns_publish', { folder: office, contact });
  const page = join(office, '公式アカウント一覧.html');
  writeFileSync(page, altered(readFileSync(html, 'utf8')));
  keep('sns_page_check', ask('sns_page_check', { file: page }));

  const id = idOf(APPLIED, 'instagram');
  const show = (account) => ask('sns_show', { id }, account);
  const save = (draft) => ask('sns_save', { draft: { id, revision: show().sns.revision, ...draft } }, APPLICANT);
  const apply = (kind, reason) => ask('sns_apply', { id, revision: show().sns.revision, kind, reason }, APPLICANT);
  const step = (name, account, more) => {
    const { application } = show(account);
    return ask(name, { id: application.id, revision: application.revision, ...more }, account);
  };
  const contract = ask('contract_list', { limit: 500 }).rows.find((row) => row.number === CONTRACT).id;
  save({ contract, mfa: true, factor: 'app', factor_holder: '森 彩香' });
  keep('sns_apply', show(APPLICANT));
  apply('new', '開設の時の承認が紙だけなので、改めて申請します。');
  keep('sns_review', show(PR));
  step('application_review', PR, { text: '運用ポリシーと連絡の順を確かめました。' });
  step('application_decide', APPROVER, {
    hash: show(APPROVER).hash,
    outcome: 'approved',
    conditions: [],
    exceptions: [],
  });
  keep('sns_approved', show(APPLICANT));
  const change = {
    reply_policy: 'コメントには返信する。質問は観光案内所に案内する。',
    posting: { allowed: ['観光イベント、施設の開館の案内', '公開済みの写真と統計', '宿の空きの案内'] },
  };
  const draft = { id, revision: show().sns.revision, ...change };
  keep('sns_checkup', ask('sns_check', { draft }, APPLICANT));
  save(change);
  step('application_review', PR, { text: '宿の空きは特定の事業者の宣伝に当たらない形に限ること。' });
  keep('sns_decision', show(APPROVER));
  keep('sns_own', show(APPLICANT));
  ask('sns_save', { draft: { id: busy, revision: ask('sns_show', { id: busy }).sns.revision, publishable: false } });
  const list = ask('sns_public_list');
  keep('sns_public_list', { ...list, folder: site });
  const published = ask('sns_publish', { folder: office });
  const moved = (path) => site + path.slice(office.length + 1);
  keep('sns_publish', {
    html: moved(published.html),
    csv: moved(published.csv),
    json: moved(published.json),
    list: { ...published.list, folder: site },
  });
} finally {
  rmSync(office, { recursive: true });
}
