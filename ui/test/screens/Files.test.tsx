/** Files kept with a cloud use: added with a title, written out where the person says, taken off only after a question. */
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { newClient } from '../../src/App';
import { Files } from '../../src/cloud/Files';
import { useAnswer } from '../../src/lib/answers';
import { call, setTransport } from '../../src/lib/call';
import { denseDate } from '../../src/lib/date';
import type { Attachment, CloudView } from '../../src/lib/generated';
import { Ready } from '../../src/parts/Problems';
import recorded from '../fake/answers/attachments.json';
import shown from '../fake/answers/cloud_show.json';
import { type FakeOptions, fakeTransport } from '../fake/transport';

const [terms, report] = recorded as [Attachment, Attachment];
const { id, revision } = shown.cloud;

const editor = (view: CloudView): CloudView => ({ ...view, may: { ...view.may, known: true, edit: true } });

function Page({ change }: { change: (view: CloudView) => CloudView }) {
  const asked = useAnswer('cloud_show', { id });
  return <Ready asked={asked}>{(view) => <Files view={change(view)} />}</Ready>;
}

async function show(options: FakeOptions = {}, change = editor) {
  const calls: { name: string; request: Record<string, unknown> }[] = [];
  const onCall = (name: string, request: unknown) => calls.push({ name, request: request as Record<string, unknown> });
  setTransport(fakeTransport({ ...options, onCall }));
  await call('cloud_save', { draft: { id, revision, attachments: recorded } });
  calls.length = 0;
  render(
    <QueryClientProvider client={newClient()}>
      <Page change={change} />
    </QueryClientProvider>,
  );
  await screen.findByTestId('files');
  return { user: userEvent.setup(), asked: (name: string) => calls.filter((one) => one.name === name) };
}

const row = (file: Attachment) => screen.getByTestId(`file-${file.hash.slice(0, 8)}`);

test('each file is shown with its title, name, size, day and who added it', async () => {
  await show();
  for (const text of [terms.title, terms.name, terms.by, `${terms.size}バイト`, denseDate(terms.on)])
    expect(row(terms).textContent).toContain(text);
  expect(row(report).textContent).toContain(report.name);
});

test('a file is added with a title, and the form is gone', async () => {
  const { user, asked } = await show({ file: 'D:\\証跡\\回答書.pdf' });
  await user.click(screen.getByTestId('add-file'));
  await user.type(await screen.findByLabelText('題名'), ' 回答書（11月20日） ');
  expect(asked('cloud_attach')).toEqual([]);
  await user.click(screen.getByTestId('add-file-do'));
  await waitFor(() => expect(screen.queryByTestId('add-file-do')).toBeNull());
  expect(asked('cloud_attach')[0]?.request).toEqual({
    id,
    revision: revision + 1,
    file: 'D:\\証跡\\回答書.pdf',
    title: '回答書（11月20日）',
  });
  expect(await screen.findByText('回答書.pdf')).toBeTruthy();
  expect(screen.getByText('1.4 MB')).toBeTruthy();
});

test('a file that is there already is refused in the form', async () => {
  const { user } = await show({
    refuse: (name) =>
      name === 'cloud_attach' ? [{ code: 'duplicate', field: 'file', args: { value: '規約.pdf' } }] : [],
  });
  await user.click(screen.getByTestId('add-file'));
  await user.click(await screen.findByTestId('add-file-do'));
  expect((await screen.findByTestId('problems')).textContent).toContain('規約.pdf');
  expect(screen.getByTestId('add-file-do')).toBeTruthy();
});

test('a file is written where the person says, under the name it came with', async () => {
  const { user, asked } = await show();
  await user.click(within(row(terms)).getByTestId('save-file'));
  await screen.findByTestId('file-written');
  expect(asked('choose_save')[0]?.request).toMatchObject({ name: terms.name });
  expect(asked('evidence_save')[0]?.request).toEqual({ hash: terms.hash, file: `D:\\契約\\${terms.name}` });
  await user.click(screen.getByTestId('open-file'));
  expect(asked('open_path')).toHaveLength(1);
});

test('a file is taken off only after a question, and the others stay', async () => {
  const { user, asked } = await show({});
  await user.click(within(row(terms)).getByTestId('remove-file'));
  await user.click(screen.getByTestId('remove-stay'));
  expect(asked('cloud_save')).toEqual([]);
  await user.click(within(row(terms)).getByTestId('remove-file'));
  await user.click(screen.getByTestId('remove-do'));
  await waitFor(() => expect(screen.queryByText(terms.name)).toBeNull());
  expect(asked('cloud_save')[0]?.request.draft).toEqual({ id, revision: revision + 1, attachments: [report] });
  expect(row(report)).toBeTruthy();
});

test('whoever may not change the record, and whoever looks at an earlier day, can only write a file out', async () => {
  for (const change of [
    (view: CloudView) => ({ ...view, may: { ...view.may, known: true, edit: false } }),
    (view: CloudView) => ({ ...editor(view), as_of: '2026-10-01' }),
  ]) {
    await show({}, change);
    expect(screen.getAllByTestId('save-file').length).toBeGreaterThan(0);
    expect(screen.queryByTestId('add-file')).toBeNull();
    expect(screen.queryByTestId('remove-file')).toBeNull();
    document.body.replaceChildren();
  }
});
