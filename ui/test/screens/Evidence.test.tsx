/** The file in which an answer or an assurance can be seen: chosen among those of the use, kept there and then, and seen again from where it is named. */
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Attachment, CloudAnswer, CloudView } from '../../src/lib/generated';
import recorded from '../fake/answers/attachments.json';
import cloudApproved from '../fake/answers/cloud_approved.json';
import type { FakeOptions } from '../fake/transport';
import { open } from '../open';

const [terms, report] = recorded as [Attachment, Attachment];
const { cloud, requirements } = cloudApproved as unknown as CloudView;
const id = requirements.find((row) => row.answer?.source)?.id as string;
const file = 'D:\\証跡\\登録証.pdf';
/** The hash that the fake gives a third file. */
const third = '2'.repeat(64);

/** A use with two files, whose answer has the given changes. */
function withFiles(answer: Partial<CloudAnswer> = {}): FakeOptions {
  return {
    cloud: 'approved',
    file,
    changeCloud: (view) => {
      view.may = { ...view.may, known: true, edit: true };
      view.cloud.attachments = [terms, report];
      for (const row of view.requirements) if (row.id === id && row.answer) Object.assign(row.answer, answer);
    },
  };
}

async function answering(answer: Partial<CloudAnswer> = {}, options: FakeOptions = {}) {
  const window = open(`/cloud/${cloud.id}?open=${id}`, { ...withFiles(answer), ...options });
  await window.user.click(await screen.findByTestId(`answer-${id}`));
  const saved = () => {
    const draft = window.asked('cloud_save').at(-1)?.request.draft as {
      revision: number;
      answers: typeof cloud.answers;
    };
    return { revision: draft.revision, answer: draft.answers[id] };
  };
  return { ...window, saved };
}

test('an answer names a file of the use, which is then what kind of source it has', async () => {
  const { user, saved } = await answering({ source_kind: null, source: null });
  await user.selectOptions(screen.getByLabelText('証跡ファイル'), terms.title as string);
  await user.click(screen.getByTestId('save-answer'));
  await waitFor(() => expect(screen.queryByTestId('save-answer')).toBeNull());
  expect(saved().answer).toMatchObject({ evidence: terms.hash, source_kind: 'evidence' });
});

test('a kind of source that was chosen stays, and a file can be taken off the answer', async () => {
  const { user, saved } = await answering({ source_kind: 'terms', evidence: report.hash });
  const chosen = screen.getByLabelText<HTMLSelectElement>('証跡ファイル');
  expect(chosen.selectedOptions[0]?.text).toBe(report.name);
  await user.selectOptions(chosen, '–');
  await user.click(screen.getByTestId('save-answer'));
  await waitFor(() => expect(screen.queryByTestId('save-answer')).toBeNull());
  expect(saved().answer).toMatchObject({ evidence: null, source_kind: 'terms' });
});

test('a new file is kept while answering, what was typed stays, and Enter in its title saves no answer', async () => {
  const { user, asked, saved } = await answering({ detail: null });
  await user.type(screen.getByLabelText(/^確認した内容/), '東京');
  await user.click(screen.getByTestId('keep-evidence'));
  await user.type(await screen.findByLabelText('題名'), '登録証{Enter}');
  await waitFor(() => expect(screen.getByLabelText<HTMLSelectElement>('証跡ファイル').value).toBe(third));
  expect(asked('cloud_attach')[0]?.request).toEqual({ id: cloud.id, revision: cloud.revision, file, title: '登録証' });
  expect(asked('cloud_save')).toEqual([]);
  await user.click(screen.getByTestId('save-answer'));
  await waitFor(() => expect(screen.queryByTestId('save-answer')).toBeNull());
  expect(saved()).toMatchObject({ revision: cloud.revision + 1, answer: { evidence: third, detail: '東京' } });
});

test('a file that cannot be kept says why, and Escape gives up the file but not the answer', async () => {
  const { user, asked } = await answering(
    {},
    {
      refuse: (name) =>
        name === 'cloud_attach' ? [{ code: 'evidence_empty', field: 'file', args: { file: '登録証.pdf' } }] : [],
    },
  );
  await user.click(screen.getByTestId('keep-evidence'));
  await user.click(await screen.findByTestId('keep-do'));
  expect((await screen.findByTestId('problems')).textContent).toContain('登録証.pdf');
  await user.type(screen.getByLabelText('題名'), '{Escape}');
  expect(screen.queryByTestId('keep-do')).toBeNull();
  expect(screen.getByTestId('save-answer')).toBeTruthy();
  expect(asked('cloud_save')).toEqual([]);
});

test('the file of an answer is its source where none was typed, and is written out and opened from there', async () => {
  const { user, asked } = open(
    `/cloud/${cloud.id}?open=${id}`,
    withFiles({ evidence: terms.hash, source: null, source_kind: 'evidence' }),
  );
  const line = await screen.findByTestId(`requirement-${id}`);
  expect(line.textContent).toContain(terms.title);
  expect(line.textContent).not.toContain('出典なし');
  await user.click(screen.getByTestId(`see-${terms.hash.slice(0, 8)}`));
  const written = await screen.findByTestId('file-written');
  const path = `D:\\契約\\${terms.name}`;
  expect(asked('evidence_save')[0]?.request).toEqual({ hash: terms.hash, file: path });
  await user.click(within(written).getByTestId('open-file'));
  expect(asked('open_path')).toHaveLength(1);
});

test('an assurance is given a new file while the form is open, and is saved over the record that has it', async () => {
  const { user, asked } = open(`/cloud/${cloud.id}/edit`, withFiles());
  const number = await screen.findByDisplayValue(cloud.assurances[0]?.number as string);
  await user.clear(number);
  await user.type(number, 'C27-1');
  await user.click(screen.getByTestId('keep-assurances.0.evidence'));
  await user.click(await screen.findByTestId('keep-do'));
  const field = within(screen.getByTestId('assurances-0')).getByLabelText<HTMLSelectElement>('証跡ファイル');
  await waitFor(() => expect(field.value).toBe(third));
  await user.click(screen.getByTestId('save'));
  await waitFor(() => expect(asked('cloud_save')).toHaveLength(1));
  const draft = asked('cloud_save')[0]?.request.draft as typeof cloud;
  expect(draft.revision).toBe(cloud.revision + 1);
  expect(draft.assurances[0]).toMatchObject({ number: 'C27-1', evidence: third });
  expect(draft.attachments).toBeUndefined();
});

test('a use that is not saved yet has no files to name', async () => {
  const { user } = open('/cloud/new');
  await user.click(await screen.findByTestId('add-assurances'));
  expect(screen.getByTestId('assurances-0')).toBeTruthy();
  expect(screen.queryByLabelText('証跡ファイル')).toBeNull();
});
