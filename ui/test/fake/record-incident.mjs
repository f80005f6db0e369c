/** Records the answers about incidents: makes a sample office of its own in which a contractor sent data astray and nobody reported it, a device is lost of which little is known yet, and one incident is closed. Run after a change of the commands or the sample: `cargo build -p sekisho-cli && node test/fake/record-incident.mjs`. */
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
  const [contract] = ask('contract_list', { text: '健診', limit: 1 }).rows;
  const [cloud] = ask('cloud_list', { limit: 1 }).rows;
  const late = ask('incident_save', {
    draft: {
      revision: 0,
      number: '事故-01',
      title: '職員健診の結果を別の人に送った事故',
      contract: contract.id,
      section: contract.section,
      owner: '佐藤 健一',
      kinds: ['leak'],
      happened_on: short(-20),
      found_on: short(-18),
      found_by: '委託先の発送の担当',
      known_on: short(-9),
      known_by: contract.section,
      contractor_knew_on: short(-18),
      contractor_reported_on: short(-9),
      personal_info: true,
      my_number: false,
      special_care: true,
      ordinance_care: false,
      property_damage: false,
      malicious: false,
      persons: '120',
      persons_note: '封筒の数から数えた最大の人数',
      overview:
        '健診の結果を印刷して封入する工程で、封筒と中身の順がずれ、別の人の結果を送った。\n3人から連絡があり、残りは確かめている。',
      items: '氏名、住所、生年月日、健診の結果',
    },
  });
  ask('incident_save', {
    draft: {
      id: late.incident.id,
      revision: late.incident.revision,
      response: '120人全員に電話と文書で事情を説明し、届いた結果の回収を始めた。',
      notice: { how: '電話と文書' },
    },
  });
  ask('incident_save', {
    draft: {
      revision: 0,
      title: '業務用の端末を出先で紛失した事故',
      section: '税務課',
      kinds: ['loss'],
      suspected: true,
      known_on: short(-1),
      personal_info: true,
      my_number: false,
    },
  });
  ask('incident_save', {
    draft: {
      revision: 0,
      number: '事故-02',
      title: `${cloud.service}の停止`,
      cloud: cloud.id,
      section: cloud.section,
      owner: cloud.manager,
      kinds: ['outage'],
      known_on: short(-40),
      personal_info: false,
      overview: '提供者の設備の故障により、2時間利用できなかった。',
      closed_on: short(-30),
    },
  });
  keep('incident_list', ask('incident_list', { limit: 500 }));
  const { incident } = keep('incident_show', ask('incident_show', { id: late.incident.id }));
  keep('incident_history', ask('incident_history', { id: incident.id }));
  keep('incident_blank', ask('incident_blank'));
  // What the ledger says of a new incident, by the day that was typed: none, one that is over, one that is to come.
  const check = (known_on) =>
    ask('incident_check', {
      draft: { revision: 0, title: '誤送付', kinds: ['leak'], ...(known_on ? { known_on } : {}) },
    });
  keep('incident_checks', Object.fromEntries(['', short(-3), short(1)].map((typed) => [typed, check(typed)])));
} finally {
  rmSync(office, { recursive: true, force: true });
}
