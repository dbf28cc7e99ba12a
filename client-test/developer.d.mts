export function clientOrNull(): string | null;

export function work(options: {
  client: string;
  ingest: string;
  token: string;
  user: string;
  scenario: "tools" | "edits";
}): Promise<void>;
