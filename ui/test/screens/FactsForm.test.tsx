/** The questions: only those that can matter, and unknown as an answer like the others. */
import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test } from 'vitest';
import type { Question } from '../../src/lib/generated';
import type { Answer } from '../../src/lib/questions';
import { FactsForm } from '../../src/parts/FactsForm';
import type { Typed } from '../../src/parts/FormControl';

const question = (fact: string, change: Partial<Question>): Question => ({
  fact,
  label: `問い ${fact}`,
  short: fact,
  help: '',
  group: 'information',
  type: 'bool',
  values: [],
  value: null,
  affects: 1,
  undecided: 1,
  matters: true,
  derived: false,
  ...change,
});
const QUESTIONS = [
  question('small', { affects: 2 }),
  question('large', { affects: 9, undecided: 9 }),
  question('idle', { matters: false, affects: 0, undecided: 0 }),
  question('derived', { derived: true }),
];

function Page({ questions, told }: { questions: Question[]; told: Typed[] }) {
  const [typed, setTyped] = useState<Typed>({});
  const onAnswer = (fact: string, value: Answer) => {
    const next = { ...typed, [`facts.${fact}`]: value };
    told.push(next);
    setTyped(next);
  };
  return (
    <FactsForm
      {...{ questions, typed, onAnswer }}
      problemOf={(field) => (field === 'facts.small' ? '読めません。' : null)}
      lastFact={null}
      change={null}
    />
  );
}

function show(questions = QUESTIONS) {
  const told: Typed[] = [];
  const { rerender } = render(<Page {...{ questions, told }} />);
  const asked = () => [...document.querySelectorAll<HTMLElement>('[data-fact]')].map((row) => row.dataset.fact);
  return {
    told,
    asked,
    user: userEvent.setup(),
    next: (questions: Question[]) => rerender(<Page {...{ questions, told }} />),
  };
}
const group = (fact: string) => screen.getByRole('radiogroup', { name: `問い ${fact}` });
const radio = (fact: string, name: string) => within(group(fact)).getByRole<HTMLInputElement>('radio', { name });

test('a question that cannot matter is not asked, the largest effect comes first', async () => {
  const { asked, user } = show();
  expect(asked()).toEqual(['large', 'small']);
  await user.click(screen.getByRole('button', { name: '影響のない1問も表示する' }));
  expect(asked()).toEqual(['large', 'small', 'idle']);
});

test('a fact that follows from others is never asked', async () => {
  const { asked } = show([question('derived', { derived: true })]);
  expect(asked()).toEqual([]);
});

test('unknown stands beside yes and no, is chosen at first and can be chosen again', async () => {
  const { told, user } = show();
  expect(
    within(group('large'))
      .getAllByRole('radio')
      .map((one) => (one as HTMLInputElement).value),
  ).toEqual(['yes', 'no', 'unknown']);
  expect(radio('large', '未確認').checked).toBe(true);
  await user.click(radio('large', 'はい'));
  expect(radio('large', 'はい').checked).toBe(true);
  await user.click(radio('large', '未確認'));
  expect(told.map((typed) => typed['facts.large'])).toEqual([true, null]);
});

test('letters answer, unknown too', async () => {
  const { told, user } = show();
  radio('large', '未確認').focus();
  await user.keyboard('nu');
  expect(told.map((typed) => typed['facts.large'])).toEqual([false, null]);
});

test('a question keeps its place when an answer takes its effect away', () => {
  const { asked, next } = show();
  next(QUESTIONS.map((one) => (one.fact === 'large' ? { ...one, matters: false, affects: 0 } : one)));
  expect(asked()).toEqual(['large', 'small']);
});

test('several of a few: none of them and unknown are two different answers', async () => {
  const values = [
    { value: 'iso27001', label: 'ISMS' },
    { value: 'pmark', label: 'プライバシーマーク' },
  ];
  const { told, user } = show([question('certs', { type: 'set', values })]);
  await user.click(screen.getByRole('checkbox', { name: 'ISMS' }));
  await user.click(screen.getByRole('checkbox', { name: 'どれもない' }));
  await user.click(screen.getByRole('checkbox', { name: '未確認' }));
  expect(told.map((typed) => typed['facts.certs'])).toEqual([['iso27001'], [], null]);
});

test('a problem stands under its question with a mark', () => {
  show();
  expect(screen.getByTestId('problem-small').textContent).toBe('読めません。');
  expect(screen.getByTestId('problem-small').querySelector('svg')).toBeTruthy();
});
