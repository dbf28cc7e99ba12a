import type { ToolDecisions } from './api/panels';

type Tool = ToolDecisions['tools'][number];

/** From here on a rule would save the asking: a share of at least so many calls that people were asked about. */
const OFTEN = 0.25;
const OF_AT_LEAST = 20;

/** Calls that people were asked about: rules and hooks decide the others. */
export const askedOf = (tool: Tool): number => tool.userAccepts + tool.userRejects;

/** Whether people refuse a tool often: advice names it, and so the panel of tools has to show it. */
export const isRefused = (tool: Tool): boolean =>
  askedOf(tool) >= OF_AT_LEAST && tool.userRejects / askedOf(tool) >= OFTEN;
