/** Records the answers about contractors: makes a sample office of its own with one company that is suspended and a branch that may be the same. Run after a change of the commands or the sample: `cargo build -p sekisho-cli && node test/fake/record-contractor.mjs`. */
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

function ask(name, request = {}) {
  const options = { input: JSON.stringify(request), encoding: 'utf8', maxBuffer: 1 << 28 };
  return JSON.parse(execFileSync(program, ['--json', ...where, 'call', name, '-'], options));
}

function keep(name, answer) {
  const named = JSON.stringify(answer, (key, value) => (key === 'by' && typeof value === 'string' ? user : value), 1);
  writeFileSync(join(answers, `${name}.json`), `${named}\n`);
  console.log(name);
  return answer;
}

try {
  execFileSync(program, ['init', '--sample', ...where]);
  const most = ask('contractor_list', { sort: 'running', descending: true, limit: 1 }).rows[0];
  const branch = { title: '支店への委託', contractor: { name: `${most.name} 潮見支店` }, section: '税務課' };
  ask('contract_save', { draft: { ...branch, starts_on: 'R8.4.1', ends_on: 'R9.3.31' } });
  const saved = {
    id: most.id,
    revision: 0,
    representative: '潮見 太郎',
    parent: { name: 'シオミホールディングス', country: '日本' },
    suspended_from: 'R8.1.10',
    suspended_until: 'R8.6.30',
    suspended_reason: '履行の遅延',
    certificates: [{ kind: 'iso27001', number: 'IS 000000', scope: '全社', valid_until: 'R8.9.30' }],
    contacts: [{ purpose: 'incident', section: '運用センター', phone: '0000-00-0000' }],
    former_names: [{ name: '旧名称の会社', until: 'R5.3.31' }],
  };
  keep('contractor_show', ask('contractor_save', { draft: saved }));
  keep('contractor_list', ask('contractor_list', { limit: 500 }));
  keep('contractor_blank', ask('contractor_blank'));
  const { pairs } = keep('contractor_duplicates', ask('contractor_duplicates'));
  const pair = pairs.find(({ one, other }) => [one.id, other.id].includes(most.id)) ?? pairs[0];
  keep('contractor_merge_review', ask('contractor_merge_review', { keep: pair.one.id, drop: pair.other.id }));
  keep('contractor_concentration', ask('contractor_concentration', { limit: 20 }));
} finally {
  rmSync(office, { recursive: true, force: true });
}
