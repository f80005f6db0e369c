/** Days counted from today, written as an office writes them: what is recorded must be near or ahead on whichever day it is recorded. */

/** The day as an office writes it in short, such as R8.11.26. */
export function short(days) {
  const { year, month, day } = parts(days);
  return `R${year}.${month}.${day}`;
}

/** The day written out, such as 令和8年11月26日. */
export function long(days) {
  const { year, month, day } = parts(days);
  return `令和${year}年${month}月${day}日`;
}

/** The parts of the date so many days from today, in the years of the era that runs. */
function parts(days) {
  const date = new Date();
  date.setHours(12, 0, 0, 0);
  date.setDate(date.getDate() + days);
  return { year: date.getFullYear() - 2018, month: date.getMonth() + 1, day: date.getDate() };
}
