/** How sections stand below each other and below executive bodies, with the people of each. No component, no words. */
import type { Person, Section } from '../lib/generated';

/** A section with what is below it. */
export interface Branch {
  section: Section;
  people: Person[];
  below: Branch[];
}

/** An executive body with its highest sections; null where none is named. */
export interface Body {
  name: string | null;
  branches: Branch[];
}

/** The office; `elsewhere` are people whose section is not registered, or who have none. */
export interface Office {
  bodies: Body[];
  elsewhere: Person[];
}

/** Puts sections and people in their places, in the order in which they come. */
export function officeTree(sections: Section[], people: Person[]): Office {
  const known = new Map(sections.map((section) => [section.id, section]));
  const names = new Set(sections.map((section) => section.name));
  const seen = new Set<string>();
  const branch = (section: Section): Branch => {
    seen.add(section.id);
    return {
      section,
      people: people.filter((person) => person.section === section.name),
      below: sections.filter((one) => one.parent === section.id && !seen.has(one.id)).map(branch),
    };
  };
  const bodies: Body[] = [];
  const place = (section: Section) => {
    if (seen.has(section.id)) return;
    const name = section.body || null;
    let body = bodies.find((one) => one.name === name);
    if (!body) {
      body = { name, branches: [] };
      bodies.push(body);
    }
    body.branches.push(branch(section));
  };
  for (const section of sections) if (!section.parent || !known.has(section.parent)) place(section);
  // Sections that stand below each other in a circle have no highest one.
  for (const section of sections) place(section);
  return { bodies, elsewhere: people.filter((person) => !person.section || !names.has(person.section)) };
}
