/** Records the answers about risk: makes a sample office of its own, asks for the matrix, one contract of which facts are unknown and a measure is overdue, and the method before and after the office changed it. A quarter before this one cannot be recorded; `risks.ts` adds it. Run after a change of the commands or the sample: `cargo build -p sekisho-cli && node test/fake/record-risk.mjs`. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { short } from './days.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const answers = fileURLToPath(new URL('./answers/', import.meta.url));
const program = join(root, 'target/debug', process.platform === 'win32' ? 'sekisho.exe' : 'sekisho');
const office = mkdtempSync(join(tmpdir(), 'sekisho-'));
const where = ['--ledger', join(office, 'sekisho.db'), '--key-file', join(office, 'key')];
/** Who answers for the method. */
const SECURITY = 'SHIOMI\\k-sato';

function ask(name, request = {}) {
  const env = { ...process.env, SEKISHO_TEST_ACCOUNT: SECURITY };
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
  const all = () => ask('risk_overview', { limit: 500 });
  const { id } = all().rows.find(({ level }) => level.least !== level.worst);
  const { contract } = ask('contract_show', { id });
  const measure = {
    finding: '作業場所の入退室の記録がない',
    source: 'inspection',
    found_on: short(-60),
    due_on: short(-10),
  };
  ask('contract_save', { draft: { id, revision: contract.revision, measures: [measure] } });
  keep('risk_overview', all());
  keep('risk_of', ask('risk_of', { id }));
  const { method } = keep('risk_method', ask('risk_method'));
  method.inherent.points.my_number[1] = 14;
  keep('risk_method_try', ask('risk_method_try', { method }));
  const reason = '特定個人情報を扱う委託を、ほかの要素によらず重くみるため';
  ask('risk_method_save', { method, reason, revision: 0 });
  keep('risk_method_changed', ask('risk_method'));
} finally {
  rmSync(office, { recursive: true, force: true });
}
