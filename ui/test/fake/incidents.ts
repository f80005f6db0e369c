/** Incidents in the stand-in: those that were recorded, and just enough reading of a draft for the form to be used. What follows from the day known was recorded for three ways of typing it. */
import type { Incident, IncidentCheckup, IncidentView } from '../../src/lib/generated';
import incidentBlank from './answers/incident_blank.json';
import incidentChecks from './answers/incident_checks.json';
import incidentHistory from './answers/incident_history.json';
import incidentList from './answers/incident_list.json';
import incidentShow from './answers/incident_show.json';

type Request = Record<string, unknown>;

const CHECKS = incidentChecks as unknown as Record<string, IncidentCheckup>;
const LINKS = { contract: '結び付けた契約', cloud: '結び付けたクラウド', sns: '結び付けたアカウント' };

/** The commands about incidents; `empty` is a ledger without any. */
export function incidents(empty: boolean) {
  let view = structuredClone(incidentShow) as unknown as IncidentView;
  const blank = incidentBlank as unknown as IncidentView;
  const next = ({ incident }: IncidentView, { notice, ...draft }: Request): Incident => ({
    ...incident,
    ...draft,
    id: String(draft.id ?? ''),
    notice: { ...incident.notice, ...(notice as Partial<Incident['notice']>) },
  });
  return {
    incident_list: ({ text, state, section }: Request) => {
      const all = empty ? [] : incidentList.rows;
      const rows = all.filter(
        (row) =>
          row.title.includes(String(text ?? '')) &&
          (!state || (row.closed_on === null) === (state === 'open')) &&
          (!section || row.section === section),
      );
      return { rows, total: rows.length, all: all.length };
    },
    incident_show: () => view,
    incident_blank: () => blank,
    incident_check: ({ draft }: { draft: Request }) => {
      const base = draft.id ? view : blank;
      const found = CHECKS[String(draft.known_on ?? '')];
      const links = (['contract', 'cloud', 'sns'] as const)
        .filter((register) => draft[register])
        .map((register) => ({ register, id: String(draft[register]), title: LINKS[register], open: true }));
      const judged = draft.id && draft.known_on === undefined ? base : (found?.view ?? base);
      return {
        problems: found?.problems ?? [],
        view: { ...judged, incident: next(base, draft), links: [...(draft.id ? base.links : []), ...links] },
      };
    },
    incident_save: ({ draft }: { draft: Request }) => {
      const missing = draft.title === null || (!draft.id && !draft.title);
      const reports = (draft.reports ?? []) as { on: string }[];
      const problems = [
        ...(missing ? ['title'] : []),
        ...reports.flatMap(({ on }, at) => (on ? [] : [`reports.${at}.on`])),
      ].map((field) => ({ code: 'required', field, args: {} }));
      if (problems.length > 0) return Promise.reject({ problems });
      const incident = next(draft.id ? view : blank, draft);
      view = { ...view, incident: { ...incident, id: incident.id || 'new-one', revision: incident.revision + 1 } };
      return view;
    },
    incident_papers: ({ kinds, folder }: Request) => ({
      files: view.papers
        .filter((paper) => (Array.isArray(kinds) ? kinds.includes(paper.kind) : paper.wanted))
        .map(({ kind, text }) => ({ kind, title: text, path: `${folder}\\${text}.docx` })),
    }),
    incident_of: ({ register }: Request) =>
      empty || register !== 'contract'
        ? []
        : [{ register: 'incident', id: view.incident.id, title: view.incident.title, open: true }],
    incident_history: () => incidentHistory,
  };
}
