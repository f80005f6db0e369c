/** Answers about files from outside, as the ledger gave them, with what was left out, taken over or added meanwhile. */
import type {
  CloudAttach,
  CloudView,
  ServicesReport,
  ServicesRequest,
  UsageReport,
  UsageRequest,
} from '../../src/lib/generated';
import cloudServices from './answers/cloud_services.json';
import cloudUsage from './answers/cloud_usage.json';

/** The recorded comparison without the hosts that are left out. */
export function used({ ignore = [] }: UsageRequest): UsageReport {
  const report = structuredClone(cloudUsage) as UsageReport;
  const shown = ({ host }: { host: string }) => !ignore.some((above) => host === above || host.endsWith(`.${above}`));
  return { ...report, unapproved: report.unapproved.filter(shown), others: report.others.filter(shown) };
}

/** The recorded comparison; what was taken over differs no more the next time. */
export function matcher(): (request: ServicesRequest) => ServicesReport {
  const taken = new Set<string>();
  return ({ choose = [] }) => {
    const report = structuredClone(cloudServices) as unknown as ServicesReport;
    report.matches = report.matches.map((match) =>
      taken.has(match.id)
        ? { ...match, now: match.listed, differs: false, reopens: false }
        : { ...match, taken: choose.includes(match.id) },
    );
    for (const id of choose) taken.add(id);
    return report;
  };
}

/** The cloud use with a further file. */
export function attached(view: CloudView, { file, title }: CloudAttach): CloudView {
  const { cloud } = view;
  const one = {
    hash: String(cloud.attachments.length).repeat(64),
    name: file.split(/[/\\]/).at(-1) ?? '',
    title: title ?? null,
    size: 1_500_000,
    on: '2026-11-26',
    by: '高橋 由美',
  };
  return {
    ...view,
    cloud: { ...cloud, revision: cloud.revision + 1, attachments: [...cloud.attachments, one] },
  };
}
