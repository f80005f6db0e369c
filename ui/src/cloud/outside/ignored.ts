/** Hosts that a comparison leaves out, one a line. Kept in the window's own storage, because the next log has the same ones. */
const PLACE = 'sekisho.ignored';

/** What was left out the last time. */
export function ignored(): string {
  try {
    return localStorage.getItem(PLACE) ?? '';
  } catch {
    return '';
  }
}

/** Keeps what is left out. */
export function keepIgnored(text: string): void {
  try {
    localStorage.setItem(PLACE, text);
  } catch {
    // A window without storage asks again the next time.
  }
}

/** The hosts of a text, as typed. */
export function hosts(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
