export interface MetricAi {
  ingest: string;
  dashboard: string;
  /** For ingest. */
  token: string;
  /** For the dashboard: an admin's. */
  jwt: string;
  close(): Promise<void>;
}

export function startMetricAi(options?: string[]): Promise<MetricAi>;
