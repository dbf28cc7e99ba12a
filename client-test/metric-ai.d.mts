export interface MetricAi {
  ingest: string;
  dashboard: string;
  /** For ingest. */
  token: string;
  /** For the dashboard: an admin's. */
  jwt: string;
  /** Makes somebody an operator of the installation: the JWT of one. */
  operator(email: string): Promise<string>;
  close(): Promise<void>;
}

export function startMetricAi(options?: string[]): Promise<MetricAi>;
