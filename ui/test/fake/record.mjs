/** Records the answers the window's tests stand on: makes a new sample office with the command line and asks it. Run after a change of the commands, the catalogue or the sample: `cargo build -p sekisho-cli && node test/fake/record.mjs`. Names of this machine and its user do not get into the answers. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

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
/** A cloud use with conditions, and an account of X. */
const CLOUD = 'ク8-02';
const ACCOUNT = 'shiomi_bousai';

/** Two who go, one who comes in their place, and rows that somebody has to look at. */
const TRANSFERS = [
  ['氏名', '旧所属', '新所属', '発令日'],
  ['小坂　春香', '広報課', '退職', 'R9.4.1'],
  ['髙橋 由美', '契約検査課', '広報課', 'R9.4.1'],
  ['渡辺 大輔', '税務課', '収納課', 'R9.4.1'],
  ['三浦 葵', '新規採用', '市民課', 'R9.4.1'],
  ['大浦 新', '税務課', '環境課', 'R9.4.1'],
  ['林 智也', '収納課', '税務課', 'R9.2.30'],
];

function ask(name, request = {}) {
  const input = JSON.stringify(request);
  const options = { input, encoding: 'utf8', maxBuffer: 1 << 28 };
  return JSON.parse(execFileSync(program, ['--json', ...where, 'call', name, '-'], options));
}

function keep(name, answer) {
  const named = JSON.stringify(answer, (key, value) => (key === 'by' ? user : value), 1);
  writeFileSync(join(answers, `${name}.json`), `${named}\n`);
  console.log(name);
  return answer;
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
  const clouds = keep('cloud_list', ask('cloud_list', { limit: 500 })).rows;
  const cloud = clouds.find((row) => row.number === CLOUD).id;
  keep('cloud_show', ask('cloud_show', { id: cloud }));
  keep('cloud_history', ask('cloud_history', { id: cloud }));
  const accounts = keep('sns_list', ask('sns_list', { limit: 500 })).rows;
  const account = accounts.find((row) => row.handle === ACCOUNT).id;
  keep('sns_show', ask('sns_show', { id: account }));
  keep('sns_history', ask('sns_history', { id: account }));
  keep('annex_preview', ask('annex_preview', { id }));
  const { files } = ask('annex_save', { id, folder: office });
  keep('annex_save', { files: files.map((file) => ({ ...file, path: file.path.replace(join(office, '/'), papers) })) });
  keep('home', ask('home'));
  keep('person_holdings', ask('person_holdings'));
  keep('record_holders', ask('record_holders', { register: 'contract', id }));
  for (const name of ['office_show', 'person_list', 'section_list', 'history_verify', 'catalogue_show'])
    keep(name, ask(name));
  keep('history_list', ask('history_list', { limit: 60 }));
  keep('recovery_show', {
    text: ask('recovery_show').text.replace(/[0-9A-Z]/g, (sign) => (/\d/.test(sign) ? '7' : 'K')),
  });
  keep('archive_save', moved(ask('archive_save', { file: join(office, '関所.zip') })));
  keep('status', { ...ask('status'), path: 'C:\\Users\\takahashi\\Sekisho\\sekisho.db', user });
  // Last, because it changes the ledger.
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
} finally {
  rmSync(office, { recursive: true });
}
