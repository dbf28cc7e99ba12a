import { hatch, type Picture, write } from './picture';
import type { Section } from './rows';
import type { ChartTheme } from './theme';

const WIDTH = 640;
const NAME = 190;
const VALUE = 82;
const ROW = 26;
const HEAD = 28;

const headed = (section: Section): boolean => section.head !== undefined || (section.axis?.name ?? '') !== '';

export const heightOf = (sections: readonly Section[]): number =>
  sections.reduce((sum, section) => sum + (headed(section) ? HEAD : 0) + section.rows.length * ROW, 0);

/** Names, lanes and numbers in columns. */
export function rowsChart(sections: readonly Section[]): Pick<Picture, 'width' | 'height' | 'draw'> {
  return {
    width: WIDTH,
    height: heightOf(sections),
    draw: (pen, theme) => {
      let y = 0;
      for (const section of sections) y = drawSection(pen, section, y, theme);
    },
  };
}

function drawSection(pen: CanvasRenderingContext2D, section: Section, top: number, theme: ChartTheme): number {
  const columns = Math.max(0, ...section.rows.map((row) => row.values?.length ?? 0));
  const lane = { left: NAME + 12, width: WIDTH - NAME - 12 - columns * VALUE };
  const { axis } = section;
  const at = (share: number) => lane.left + (share / 100) * lane.width;
  let y = top;
  if (headed(section)) {
    const middle = y + HEAD - 12;
    if (section.head) write(pen, section.head, 0, middle, theme.text2, `500 12px ${theme.font}`);
    if (axis) write(pen, axis.name, at(axis.at), middle, theme.text2, `11px ${theme.font}`, 'center');
    y += HEAD;
  }
  if (axis) {
    pen.fillStyle = theme.lineStrong;
    pen.fillRect(at(axis.at) - 0.5, y, 1, section.rows.length * ROW);
  }
  for (const row of section.rows) {
    const middle = y + ROW / 2;
    const weight = row.strong ? 600 : 400;
    write(pen, fitted(pen, row.name, NAME, `${weight} 13px ${theme.font}`), 0, middle, theme.text, pen.font);
    for (const bar of row.bars ?? []) {
      const [x, width] = [at(bar.from), Math.max(1, ((bar.to - bar.from) / 100) * lane.width)];
      const colour = bar.hue === 'text' ? theme.text : theme.hue(bar.hue);
      if (bar.look === 'hatch') hatch(pen, x, middle - 5, width, 10, colour);
      else {
        pen.globalAlpha = bar.look === 'faint' ? 0.45 : 1;
        pen.fillStyle = colour;
        pen.beginPath();
        pen.roundRect(x, middle - 5, width, 10, Math.min(2, width / 2));
        pen.fill();
        pen.globalAlpha = 1;
      }
    }
    for (const mark of row.marks ?? []) {
      pen.fillStyle = mark.sign === 'line' ? theme.text2 : theme.hue('c1');
      if (mark.sign === 'line') pen.fillRect(at(mark.at) - 0.75, middle - 8, 1.5, 16);
      else {
        pen.beginPath();
        pen.arc(at(mark.at), middle, mark.sign === 'ring' ? 4 : 5, 0, 2 * Math.PI);
        if (mark.sign === 'dot') pen.fill();
        else {
          pen.strokeStyle = theme.warn;
          pen.lineWidth = 3;
          pen.stroke();
        }
      }
    }
    row.values?.forEach((value, index) => {
      const right = WIDTH - (columns - 1 - index) * VALUE;
      write(pen, value, right, middle, theme.text, `${weight} 13px ${theme.font}`, 'right');
    });
    y += ROW;
  }
  return y;
}

function fitted(pen: CanvasRenderingContext2D, text: string, width: number, font: string): string {
  pen.font = font;
  if (pen.measureText(text).width <= width) return text;
  let short = text;
  while (short.length > 1 && pen.measureText(`${short}…`).width > width) short = short.slice(0, -1);
  return `${short}…`;
}
