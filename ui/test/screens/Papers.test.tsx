/** The papers of a cloud use: written one by one or together, and the provider's check sheet read before it is taken. */
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { newClient } from '../../src/App';
import { Papers } from '../../src/cloud/Papers';
import { useAnswer } from '../../src/lib/answers';
import { setTransport } from '../../src/lib/call';
import type { CloudView } from '../../src/lib/generated';
import { Ready } from '../../src/parts/Problems';
import shown from '../fake/answers/cloud_show.json';
import { ALTERED } from '../fake/papers';
import { type FakeOptions, fakeTransport } from '../fake/transport';

const { id, revision } = shown.cloud;
const editor = (view: CloudView): CloudView => ({ ...view, may: { ...view.may, known: true, edit: true } });

function Page() {
  const asked = useAnswer('cloud_show', { id });
  return <Ready asked={asked}>{(view) => <Papers view={editor(view)} />}</Ready>;
}

async function show(options: FakeOptions = {}) {
  const calls: { name: string; request: Record<string, unknown> }[] = [];
  const onCall = (name: string, request: unknown) => calls.push({ name, request: request as Record<string, unknown> });
  setTransport(fakeTransport({ ...options, onCall }));
  render(
    <QueryClientProvider client={newClient()}>
      <Page />
    </QueryClientProvider>,
  );
  await screen.findByTestId('papers');
  return { user: userEvent.setup(), asked: (name: string) => calls.filter((one) => one.name === name) };
}

test('one paper is written, or all that the use calls for, and each can be opened', async () => {
  const { user, asked } = await show();
  await user.click(screen.getByTestId('write-approval'));
  expect((await screen.findByTestId('papers-written')).textContent).toContain('approval.docx');
  await user.click(screen.getByTestId('write-papers'));
  await waitFor(() => expect(screen.getByTestId('papers-written').querySelectorAll('li')).toHaveLength(2));
  expect(asked('cloud_papers').map(({ request }) => request.kinds)).toEqual([['approval'], null]);
});

test('a check sheet is issued with its number and its last day', async () => {
  const { user } = await show();
  await user.click(screen.getByTestId('issue-sheet'));
  const told = (await screen.findByTestId('sheet-issued')).textContent;
  for (const word of ['S8-001', '18問', 'R8.12.10']) expect(told).toContain(word);
});

test('a returned sheet is looked at, and only then are its changed answers taken', async () => {
  const file = 'D:\\回答.xlsx';
  const { user, asked } = await show({ file });
  await user.click(screen.getByTestId('read-sheet'));
  expect((await screen.findByTestId('sheet-reading')).textContent).toContain('S8-001');
  expect(asked('cloud_sheet_apply')).toEqual([]);
  expect(screen.getByTestId('take-sheet').textContent).toContain('2件');
  await user.click(screen.getByTestId('take-sheet'));
  await waitFor(() => expect(screen.queryByTestId('sheet-reading')).toBeNull());
  expect(asked('cloud_sheet_apply')[0]?.request).toEqual({ id, revision, file });
});

test('a sheet whose questions were altered is told and cannot be taken', async () => {
  const { user } = await show({ file: ALTERED });
  await user.click(screen.getByTestId('read-sheet'));
  expect((await screen.findByTestId('sheet-reading')).textContent).toContain('書き換えられています');
  expect(screen.queryByTestId('take-sheet')).toBeNull();
});
