import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Agent } from './nodes';
import type { Model } from './rows';
import type { View } from './time-axis';

const LANES = 5;

/** Agents over time and the cost adding up, once for the whole prompt; drag to zoom. */
export function Minimap({
  model,
  agentOf,
  totalCost,
  view,
  onZoom,
}: {
  model: Model;
  agentOf: (node: number) => number;
  /** How high the line of the cost could come. */
  totalCost: number;
  view: View;
  /** null: all of it. */
  onZoom: (view: View | null) => void;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drag, setDrag] = useState<[number, number] | null>(null);
  const scheme = useComputedColorScheme('light');
  const total = Math.max(1, model.durationMs);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const paint = () => draw(element, model, agentOf, total, totalCost);
    paint();
    const observer = new ResizeObserver(paint);
    observer.observe(element);
    return () => observer.disconnect();
  }, [model, agentOf, total, totalCost, scheme]);

  const at = (event: React.PointerEvent<HTMLDivElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * total;
  };
  const [from, to] = drag ? [Math.min(...drag), Math.max(...drag)] : [view.from, view.to];
  return (
    <div
      className="map"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        const start = at(event);
        setDrag([start, start]);
      }}
      onPointerMove={(event) => {
        if (drag) setDrag([drag[0], at(event)]);
      }}
      onPointerUp={() => {
        if (drag && to - from > total / 200) onZoom({ from, to });
        setDrag(null);
      }}
      onDoubleClick={() => onZoom(null)}
    >
      <canvas ref={canvas} aria-hidden="true" />
      <div className="brush" style={{ left: `${(from / total) * 100}%`, width: `${((to - from) / total) * 100}%` }} />
    </div>
  );
}

function draw(
  element: HTMLCanvasElement,
  model: Model,
  agentOf: (node: number) => number,
  total: number,
  totalCost: number,
): void {
  const pixels = window.devicePixelRatio || 1;
  const width = element.clientWidth;
  const height = element.clientHeight;
  element.width = Math.round(width * pixels);
  element.height = Math.round(height * pixels);
  const pen = element.getContext('2d');
  if (!pen) return;
  pen.scale(pixels, pixels);
  const style = getComputedStyle(document.documentElement);
  const colour = (agent: Agent | undefined) => style.getPropertyValue(`--${agent?.hue ?? 'c8'}`).trim();
  const lane = height / LANES;
  let cost = 0;
  const steps: [number, number][] = [];
  model.nodes.forEach((node, index) => {
    const request = node.kind === 'llm_request';
    if (!request && node.kind !== 'execution') return;
    const agent = agentOf(index);
    const x = (node.startMs / total) * width;
    pen.globalAlpha = request ? 1 : 0.4;
    pen.fillStyle = colour(model.agents[agent]);
    pen.fillRect(x, Math.min(agent, LANES - 1) * lane + 2, Math.max(1, (node.durationMs / total) * width), lane - 4);
    if (node.costUsd) steps.push([node.startMs + node.durationMs, node.costUsd]);
  });
  const sum = Math.max(
    totalCost,
    steps.reduce((all, step) => all + step[1], 0),
  );
  pen.globalAlpha = 1;
  if (sum === 0) return;
  pen.strokeStyle = style.getPropertyValue('--text').trim();
  pen.lineWidth = 1.25;
  pen.beginPath();
  pen.moveTo(0, height - 1);
  for (const [time, step] of steps.sort((a, b) => a[0] - b[0])) {
    const x = (time / total) * width;
    pen.lineTo(x, height - 1 - (cost / sum) * (height - 2));
    cost += step;
    pen.lineTo(x, height - 1 - (cost / sum) * (height - 2));
  }
  pen.lineTo(width, height - 1 - (cost / sum) * (height - 2));
  pen.stroke();
}
