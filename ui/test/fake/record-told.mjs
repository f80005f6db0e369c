/** Records what the log says after one morning: a new sample office tells its people over a mail server of this file, which refuses one of them. Run after a change of these commands: `cargo build -p sekisho-cli && node test/fake/record-told.mjs`. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const program = fileURLToPath(new URL('../../../target/debug/sekisho', import.meta.url));
const answers = fileURLToPath(new URL('./answers/', import.meta.url));
const office = mkdtempSync(join(tmpdir(), 'sekisho-'));
const where = ['--ledger', join(office, 'sekisho.db'), '--key-file', join(office, 'key')];
/** So many messages, and so many dates of each, are enough to be looked at. */
const [MESSAGES, DATES] = [6, 3];

async function ask(name, request = {}) {
  const env = { ...process.env, SEKISHO_TEST_ACCOUNT: 'SHIOMI\\k-sato' };
  const words = ['--json', ...where, 'call', name, JSON.stringify(request)];
  return JSON.parse((await run(program, words, { maxBuffer: 1 << 28, env })).stdout);
}

let refused = false;
const server = createServer((socket) => {
  let text = false;
  socket.write('220 post\r\n');
  socket.on('data', (data) => {
    for (const line of data.toString().split('\r\n').slice(0, -1)) {
      if (text) {
        if (line === '.') {
          text = false;
          socket.write('250 queued\r\n');
        }
      } else if (line.startsWith('RCPT') && !refused) {
        refused = true;
        socket.write('550 5.1.1 no such person\r\n');
      } else if (line === 'DATA') {
        text = true;
        socket.write('354 go on\r\n');
      } else socket.write('250 ok\r\n');
    }
  });
});
server.listen(0, '127.0.0.1', async () => {
  await run(program, [...where, 'init', '--sample']);
  const settings = {
    on: true,
    host: '127.0.0.1',
    port: server.address().port,
    security: 'none',
    user: null,
    from_name: null,
    from_address: 'kigen@city.shiomi.example',
    revision: 0,
  };
  const view = await ask('mail_save', { settings });
  await ask('due_tell');
  const log = await ask('due_told');
  const failed = log.digests.filter(({ outcome }) => outcome !== 'told');
  const digests = [...failed, ...log.digests.filter(({ outcome }) => outcome === 'told')].slice(0, MESSAGES);
  for (const digest of digests) digest.items.splice(DATES);
  const keep = (name, answer) => {
    const text = JSON.stringify(answer, null, 1).replaceAll('127.0.0.1', 'mail.city.shiomi.example');
    writeFileSync(join(answers, `${name}.json`), `${text}\n`);
  };
  keep('mail_show', { ...view, settings: { ...view.settings, port: 587, security: 'starttls' } });
  keep('due_told', { digests, total: digests.length });
  rmSync(office, { recursive: true });
  server.close();
});
