/** Records the answers the window's tests stand on: makes a new sample office with the command line and asks it. Run after a change of the commands, the catalogue or the sample: `cargo build -p sekisho-cli && node test/fake/record.mjs`. Official accounts have a recorder of their own (`record-sns.mjs`). Names of this machine and its user do not get into the answers. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { long, short } from './days.mjs';
import { recordOutside } from './record-outside.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const answers = fileURLToPath(new URL('./answers/', import.meta.url));
const program = join(root, 'target/debug', process.platform === 'win32' ? 'sekisho.exe' : 'sekisho');
const office = mkdtempSync(join(tmpdir(), 'sekisho-'));
const where = ['--ledger', join(office, 'sekisho.db'), '--key-file', join(office, 'key')];
const user = '高橋 由美';
const folder = 'D:\\契約\\';
const papers = `${folder}特記事項\\`;
/** A ledger as an office keeps it, with rows to refuse and to ask about. */
const sheet = join(root, 'tests/ledgers/01-shiomi-r8.xlsx');

/** A signed contract with My Number work, sub-contractor, papers received and papers due. */
const NUMBER = 'R8-011';
/** A cloud use with conditions. */
const CLOUD = 'ク8-02';

/** An approved cloud use, one whose approval is new, and who takes which step about them. */
const APPROVED = 'ク8-04';
const [SECURITY, APPROVER, APPLICANT] = ['k-sato', 'm-omori', 'c-hara'].map((name) => `SHIOMI\\${name}`);

/** A requirement that somebody applies for leaving out. */
const WAIVED = 'CT-05';

/** The day of the transfers: ahead, but not so far that it is taken for a slip of the pen. */
const ORDERED = short(30);
/** Two who go, one who comes in their place, and rows that somebody has to look at. */
const TRANSFERS = [
  ['氏名', '旧所属', '新所属', '発令日'],
  ['小坂　春香', '広報課', '退職', ORDERED],
  ['髙橋 由美', '契約検査課', '広報課', ORDERED],
  ['渡辺 大輔', '税務課', '収納課', ORDERED],
  ['三浦 葵', '新規採用', '市民課', ORDERED],
  ['大浦 新', '税務課', '環境課', ORDERED],
  ['林 智也', '収納課', '税務課', 'R9.2.30'],
];

function ask(name, request = {}, account = undefined) {
  const input = JSON.stringify(request);
  const env = account ? { ...process.env, SEKISHO_TEST_ACCOUNT: account } : process.env;
  const options = { input, encoding: 'utf8', maxBuffer: 1 << 28, env };
  return JSON.parse(execFileSync(program, ['--json', ...where, 'call', name, '-'], options));
}

function keep(name, answer) {
  const named = JSON.stringify(answer, (key, value) => (key === 'by' && typeof value === 'string' ? user : value), 1);
  writeFileSync(join(answers, `${name}.json`), `${named}\n`);
  console.log(name);
  return answer;
}

/** The way of a cloud use from its application to its decision, a change after it, and the reviews in between, as each person sees them. */
function decided(clouds) {
  const id = clouds.find((row) => row.number === APPROVED).id;
  const show = (account) => ask('cloud_show', { id }, account);
  const save = (draft) => ask('cloud_save', { draft: { id, revision: show().cloud.revision, ...draft } }, APPLICANT);
  const step = (name, account, more) => {
    const { application } = show(account);
    return ask(name, { id: application.id, revision: application.revision, ...more }, account);
  };
  const { facts } = show().cloud;
  const known = Object.fromEntries(
    show()
      .questions.filter((question) => question.matters && question.type === 'bool')
      .map((question) => [question.fact, false]),
  );
  save({
    purpose: '庁内と事業者の間の大容量ファイルの受渡し',
    provider: { country: '日本国' },
    locations: '東京',
    facts: { ...known, network_segment: ['internet'], ...facts },
    assurances: [
      {
        kind: 'ismap',
        number: 'C25-0012-2',
        in_scope: true,
        valid_until: short(300),
        audited_until: short(-180),
        relied_on: true,
      },
    ],
    exceptions: [{ requirement: 'CL-14', reason: '提供者が立入監査を受けないため、SOC 2報告書の提出で代えます。' }],
  });
  const asked = show().requirements.filter((row) => row.asked && row.id !== 'CL-14');
  const answer = {
    answer: 'conforms',
    detail: null,
    source: '利用規約 第8条',
    source_kind: 'terms',
    seen_on: short(-6),
  };
  save({
    answers: {
      ...Object.fromEntries(asked.map((row) => [row.id, answer])),
      'CL-14': { answer: 'nonconforming', source: '回答書 問12', source_kind: 'reply', seen_on: short(-6) },
    },
  });
  // What was approved elsewhere is applied for by changing it.
  step('application_comment', SECURITY, {
    text: '立入監査の代わりになる報告書の範囲を確かめています。',
    requirement: 'CL-14',
  });
  keep('cloud_review', show(SECURITY));
  step('application_review', SECURITY, { text: '例外を除き、確認できました。' });
  const { hash } = show(APPROVER);
  step('application_decide', APPROVER, {
    hash,
    outcome: 'conditional',
    conditions: ['SOC 2報告書を毎年提出すること。', `再委託先の対策状況を${long(50)}までに提出すること。`],
    exceptions: [{ requirement: 'CL-14', reason: 'SOC 2報告書の提出で代える。' }],
  });
  keep('cloud_approved', show(SECURITY));
  const changed = { ...show().cloud.answers };
  changed['CL-09'] = { ...answer, detail: '東京・大阪', source: '仕様書 4.2' };
  const draft = {
    id,
    revision: show().cloud.revision,
    locations: '東京・大阪',
    subprocessors: [{ name: '株式会社イソナミ基盤', country: '日本国', scope: '設備の保守' }],
    answers: changed,
  };
  keep('cloud_checkup', ask('cloud_check', { draft }, APPLICANT));
  ask('cloud_save', { draft }, APPLICANT);
  step('application_review', SECURITY, { text: '保存場所に大阪が加わりました。国内であることを確かめました。' });
  keep('cloud_decision', show(APPROVER));
  keep('cloud_own', show(APPLICANT));
}

/** A requirement that is to be left out and a re-outsourcing that is to be consented to, as the one who reviews and the one who decides see them. */
function consented(id) {
  const show = (account) => ask('contract_show', { id }, account);
  const apply = (matter, reason) =>
    ask('contract_apply', { id, revision: show().contract.revision, matter, reason }, APPLICANT);
  const { contract } = show();
  const further = {
    name: '株式会社イソナミ基盤',
    tier: 1,
    scope: '住民票の画像の電子化',
    reason: '専用の機器を持たないため',
    starts_on: contract.starts_on,
    ends_on: contract.ends_on,
    personal_info: true,
  };
  const draft = {
    ...contract,
    subcontracts: [...contract.subcontracts, further, { ...further, name: '有限会社はまかぜ' }],
  };
  ask('contract_save', { draft }, APPLICANT);
  apply(`waiver:${WAIVED}`, '受託者の作業は市の庁舎内に限り、情報を持ち出さないため。');
  const [, { id: sub }] = show().contract.subcontracts;
  apply(`subcontract:${sub}`, '10月から始めます。');
  keep('contract_review', show(SECURITY));
  for (const { application } of show(SECURITY).cases.filter((one) => one.may.review))
    ask('application_review', { id: application.id, revision: application.revision, text: '確かめました。' }, SECURITY);
  keep('contract_decision', show(APPROVER));
  keep('contract_own', show(APPLICANT));
  return ask('inbox', {}, APPROVER);
}

/** With a path that no machine has. */
const moved = (answer) => ({ ...answer, file: folder + answer.file.slice(office.length + 1) });

try {
  execFileSync(program, ['init', '--sample', ...where]);
  const { rows } = keep('contract_list', ask('contract_list', { limit: 500, sort: 'next_due' }));
  const id = rows.find((row) => row.number === NUMBER).id;
  keep('contract_show', ask('contract_show', { id }));
  keep('contract_blank', ask('contract_blank'));
  keep('contract_history', ask('contract_history', { id }));
  keep('contract_chain', ask('contract_chain', { id }));
  keep('contract_forms', ask('contract_forms', { id }));
  const clouds = keep('cloud_list', ask('cloud_list', { limit: 500 })).rows;
  const cloud = clouds.find((row) => row.number === CLOUD).id;
  keep('cloud_show', ask('cloud_show', { id: cloud }, SECURITY));
  keep('cloud_blank', ask('cloud_blank', {}, APPLICANT));
  keep('cloud_history', ask('cloud_history', { id: cloud }));
  keep('annex_preview', ask('annex_preview', { id }));
  const { files } = ask('annex_save', { id, folder: office });
  keep('annex_save', { files: files.map((file) => ({ ...file, path: file.path.replace(join(office, '/'), papers) })) });
  keep('home', ask('home'));
  keep('due_list', ask('due_list', {}, SECURITY));
  for (const name of ['due_timeline', 'due_month', 'due_load']) keep(name, ask(name, {}, SECURITY));
  const letters = ask('due_letters_save', { kind: 'inquiry', folder: office }, SECURITY);
  const letter = ({ path, ...rest }) => ({ ...rest, path: path.replace(join(office, '/'), `${folder}文書\\`) });
  keep('due_letters_save', { ...letters, files: letters.files.map(letter) });
  keep('reminder_list', ask('reminder_list', {}, SECURITY));
  keep('person_holdings', ask('person_holdings'));
  keep('record_holders', ask('record_holders', { register: 'contract', id }));
  for (const name of ['office_show', 'person_list', 'section_list', 'history_verify', 'catalogue_show'])
    keep(name, ask(name));
  keep('history_list', ask('history_list', { limit: 60 }));
  keep('recovery_show', {
    text: ask('recovery_show').text.replace(/[0-9A-Z]/g, (sign) => (/\d/.test(sign) ? '7' : 'K')),
  });
  keep('archive_save', moved(ask('archive_save', { file: join(office, '関所.zip') })));
  const status = { ...ask('status'), path: 'C:\\Users\\takahashi\\Sekisho\\sekisho.db', user, section: '契約検査課' };
  // Last, because it changes the ledger.
  decided(clouds);
  const inbox = keep('inbox', consented(id));
  keep('status', { ...status, waiting: inbox.mine });
  const reading = { register: 'contract', file: sheet };
  keep('import_preview', ask('import_preview', { import: reading, limit: 500 }));
  const done = keep('import_run', ask('import_run', { import: reading }));
  keep(
    'import_rejected_save',
    moved(ask('import_rejected_save', { import: reading, file: join(office, '取込不可.xlsx') })),
  );
  keep('import_undo', ask('import_undo', { batch: done.batch }));
  const table = { register: 'contract', file: join(office, '契約.csv'), encoding: 'cp932' };
  keep('export_save', moved(ask('export_save', table)));
  const list = join(office, '異動者一覧.csv');
  writeFileSync(list, `\u{feff}${TRANSFERS.map((row) => `${row.join(',')}\r\n`).join('')}`);
  keep('transfer_preview', ask('transfer_preview', { file: list }));
  const handed = keep('transfer_apply', ask('transfer_apply', { file: list, leave_open: true }));
  keep('orphans', ask('orphans'));
  const sheets = ask('transfer_papers', { batch: handed.batch, folder: office });
  keep('transfer_papers', {
    files: sheets.files.map((file) => ({ ...file, path: file.path.replace(join(office, '/'), papers) })),
  });
  recordOutside(ask, answers, office);
} finally {
  rmSync(office, { recursive: true });
}
