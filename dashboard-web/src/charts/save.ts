import { say } from '@/lib/toasts';
import type { About } from '@/ui/Panel';
import type { Mark, Picture } from './picture';
import type { Section } from './rows';

/** What draws pictures comes when the first is asked for. */
const late = (work: () => Promise<void>): void => {
  work().catch(() => say('The picture could not be made. Save it as CSV instead.'));
};

export const savePicture = (picture: Picture): void => late(async () => (await import('./picture')).save(picture));

/** A chart that is a list, as on the page. */
export const saveRows = (
  about: About,
  file: string,
  sections: () => readonly Section[],
  legend: readonly Mark[] = [],
): void =>
  late(async () => {
    const [{ save }, { rowsChart }] = await Promise.all([import('./picture'), import('./rows-picture')]);
    await save({ ...about, file, legend, ...rowsChart(sections()) });
  });

/** Explains the mark on a bar. */
export const beforeMark = (name = 'before'): Mark => ({ name, sign: 'line' });
