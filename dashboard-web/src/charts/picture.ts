import { reportExport } from '@/lib/api/exports';
import { download } from '@/lib/csv';
import type { Hue } from '@/lib/palette';
import type { About } from '@/ui/Panel';
import { type ChartTheme, readTheme } from './theme';

/** What a colour or a line of the picture means. */
export interface Mark {
  name: string;
  value?: string;
  sign: Hue | 'dash' | 'hatch' | 'line';
  /** Of a hatching; grey without. */
  hue?: Hue;
}

/** A chart as a file: what the page says around it in HTML belongs to it. */
export interface Picture extends About {
  /** Without extension. */
  file: string;
  legend: readonly Mark[];
  /** Of the chart alone, in CSS pixels. */
  width: number;
  height: number;
  /** With the chart's left top corner at 0, 0. */
  draw: (pen: CanvasRenderingContext2D, theme: ChartTheme) => void;
}

/** Pixels of the file for one of the page. */
export const SCALE = 2;
const EDGE = 20;
const TITLE = 20;
const DAYS = 18;
const LEGEND_LINE = 20;
const GAP = 18;

/** Title, days, legend and chart on one canvas, in the colours of the page. */
export function compose(picture: Picture, theme: ChartTheme): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('this browser draws no canvas');
  const lines = legendLines(picture, pen, theme);
  const head = TITLE + DAYS + lines.length * LEGEND_LINE + 10;
  canvas.width = Math.round((picture.width + 2 * EDGE) * SCALE);
  canvas.height = Math.round((picture.height + head + 2 * EDGE) * SCALE);
  pen.scale(SCALE, SCALE);
  pen.fillStyle = theme.surface;
  pen.fillRect(0, 0, picture.width + 2 * EDGE, picture.height + head + 2 * EDGE);
  pen.translate(EDGE, EDGE);
  pen.textBaseline = 'middle';
  write(pen, picture.title, 0, TITLE / 2, theme.text, `600 14px ${theme.font}`);
  write(pen, picture.days, 0, TITLE + DAYS / 2, theme.text3, `12px ${theme.font}`);
  lines.forEach((line, index) => {
    let x = 0;
    const y = TITLE + DAYS + 8 + index * LEGEND_LINE + LEGEND_LINE / 2;
    for (const mark of line) {
      drawSign(pen, mark, x, y, theme);
      write(pen, mark.name, x + 20, y, theme.text2, `12px ${theme.font}`);
      const name = pen.measureText(mark.name).width;
      if (mark.value) write(pen, mark.value, x + 24 + name, y, theme.text, `500 12px ${theme.font}`);
      x += widthOf(mark, pen, theme) + GAP;
    }
  });
  pen.translate(0, head);
  picture.draw(pen, theme);
  return canvas;
}

function legendLines({ legend, width }: Picture, pen: CanvasRenderingContext2D, theme: ChartTheme): Mark[][] {
  const lines: Mark[][] = [];
  let room = 0;
  for (const mark of legend) {
    const wide = widthOf(mark, pen, theme) + GAP;
    const line = lines.at(-1);
    if (line && room >= wide) line.push(mark);
    else lines.push([mark]);
    room = (line && room >= wide ? room : width) - wide;
  }
  return lines;
}

function widthOf(mark: Mark, pen: CanvasRenderingContext2D, theme: ChartTheme): number {
  pen.font = `500 12px ${theme.font}`;
  return 20 + pen.measureText(mark.name).width + (mark.value ? 4 + pen.measureText(mark.value).width : 0);
}

export function write(
  pen: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  colour: string,
  font: string,
  align: CanvasTextAlign = 'left',
): void {
  pen.font = font;
  pen.fillStyle = colour;
  pen.textAlign = align;
  pen.fillText(text, x, y);
}

function drawSign(pen: CanvasRenderingContext2D, { sign, hue }: Mark, x: number, y: number, theme: ChartTheme): void {
  pen.save();
  if (sign === 'dash') {
    pen.strokeStyle = theme.text;
    pen.setLineDash([3, 2.5]);
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(x + 14, y);
    pen.stroke();
  } else if (sign === 'line') {
    pen.fillStyle = theme.text2;
    pen.fillRect(x + 6, y - 6, 1.5, 12);
  } else if (sign === 'hatch') {
    hatch(pen, x, y - 5, 12, 10, hue ? theme.hue(hue) : theme.lineStrong);
  } else {
    pen.fillStyle = theme.hue(sign);
    pen.beginPath();
    pen.roundRect(x + 2, y - 4, 8, 8, 2);
    pen.fill();
  }
  pen.restore();
}

/** What did not happen, or was refused. */
export function hatch(
  pen: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  colour: string,
): void {
  pen.save();
  pen.strokeStyle = colour;
  pen.lineWidth = 1;
  pen.strokeRect(x + 0.5, y + 0.5, Math.max(0, width - 1), height - 1);
  pen.beginPath();
  pen.rect(x, y, width, height);
  pen.clip();
  pen.beginPath();
  for (let at = x - height; at < x + width; at += 4) {
    pen.moveTo(at, y + height);
    pen.lineTo(at + height, y);
  }
  pen.stroke();
  pen.restore();
}

export async function save(picture: Picture): Promise<void> {
  // A font that no text of the page needed yet would be drawn as another.
  await document.fonts.ready;
  const canvas = compose(picture, readTheme());
  const file = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (!file) throw new Error('the picture could not be made');
  download(`${picture.file}.png`, file);
  reportExport(`${picture.file}.png`);
}
